package io.yizhan.hub;

import static org.awaitility.Awaitility.await;

import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.HubFact;
import io.yizhan.hub.book.Identity;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.devices.DeviceAdded;
import io.yizhan.hub.follower.BatchWriter;
import io.yizhan.hub.follower.Follower;
import io.yizhan.hub.staff.AgencyAdded;
import io.yizhan.hub.store.Database;
import io.yizhan.hub.vault.VaultShipper;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.Topics;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.clock.LinuxClock;
import io.yizhan.protocol.clock.MachineClock;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.HallId;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.journal.Ack;
import io.yizhan.protocol.journal.Verdict;
import io.yizhan.protocol.link.Broker;
import io.yizhan.protocol.link.LinkSettings;
import io.yizhan.protocol.link.Received;
import io.yizhan.protocol.state.DeviceStatus;
import io.yizhan.protocol.state.StationConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What of a hub follows terminals and is followed by vaults: the real parts, over plain TCP at a real broker. */
final class WiredHub implements AutoCloseable {

    static final HallId HALL = new HallId("hall");

    /** The machine's own: waits are real here. */
    static final MachineClock MACHINE = new LinuxClock(LinuxClock.BOOT_ID, true);

    private static final Topics TOPICS = new Topics(HALL);

    private final Path file;
    private final Broker broker;
    private final AtomicInteger busy = new AtomicInteger();
    private Database database;
    private Book book;
    private Identity identity;
    private Follower follower;
    private VaultShipper vaults;
    private HubLink link;

    /** @param file its database; it is made if need be */
    WiredHub(Path file, Broker broker) {
        this.file = file;
        this.broker = broker;
        start();
    }

    void start() {
        database = Database.open(file);
        book = new Book(database, MACHINE, TestHall.ZONE, TestHall.projections(), TestHall.facts());
        identity = database.writeAndWait(Identity::of);
        link = new HubLink(TOPICS, identity, "1.0.0", MACHINE, TestHall.ZONE);
        follower = new Follower(
                database,
                new BatchWriter(book, (rows, device) -> fact -> Optional.empty(), MACHINE),
                MACHINE,
                TestHall.ZONE,
                identity,
                this::answer,
                Follower.BAD_ENTRIES_USUAL);
        vaults = new VaultShipper(book, TOPICS, MACHINE, identity, link::send);
        link.open(
                LinkSettings.of(broker.host(), broker.port(), DeviceId.HUB.text(), null, HubLink.subscriptions(TOPICS)),
                new Rooms());
    }

    private void answer(DeviceId device, Ack ack) {
        if (ack.verdict() == Verdict.BUSY) {
            busy.incrementAndGet();
        }
        link.send(device, ack);
    }

    /** How many batches it could not commit. */
    int refusedCommits() {
        return busy.get();
    }

    /** It ends, and begins again with what is on its disk. */
    void restart() {
        close();
        start();
    }

    void awaitUp() {
        await().until(link::up);
    }

    void addVault(DeviceId device) throws RuleBrokenException {
        decide(new DeviceAdded(device, List.of(new StationConfig.Vault(new StationId("vault-1"))), null));
    }

    /** Any decisions: one entry each of the hub's journal. */
    void decide(String name, int count) throws RuleBrokenException {
        for (int n = 1; n <= count; n++) {
            decide(new AgencyAdded(new AgencyId(name + n), "机构" + n, null));
        }
    }

    private void decide(HubFact fact) throws RuleBrokenException {
        Optional<RuleBrokenException> refusal = database.writeAndWait(tx -> {
            try {
                book.decide(tx, fact);
                return Optional.empty();
            } catch (RuleBrokenException e) {
                return Optional.of(e);
            }
        });
        if (refusal.isPresent()) {
            throw refusal.get();
        }
    }

    Identity identity() {
        return identity;
    }

    /** As {@code hub restore} leaves it: the same database under a higher epoch, with a journal of its own. */
    void restored() {
        close();
        try (Database raised = Database.open(file)) {
            raised.writeAndWait(tx -> {
                Identity was = Identity.of(tx);
                long last = tx.number("SELECT max(through) FROM journal WHERE device = ?", DeviceId.HUB);
                return Identity.restore(tx, was.store(), was.epoch() + 1, last);
            });
        }
        start();
    }

    void copyTo(Path copy) throws IOException {
        close();
        Files.copy(file, copy);
        start();
    }

    /** Commits of batches fail until {@link #room}. */
    void fill() {
        database.writeAndWait(tx -> tx.update("ALTER TABLE exchange RENAME TO no_room"));
    }

    void room() {
        database.writeAndWait(tx -> tx.update("ALTER TABLE no_room RENAME TO exchange"));
    }

    /** Its own journals' lines, the oldest first, as text. */
    List<String> lines() {
        return linesOf(DeviceId.HUB);
    }

    List<String> linesOf(DeviceId device) {
        return database.read(rows -> rows.list(
                "SELECT line FROM entry WHERE device = ? ORDER BY position",
                row -> new String(row.bytes("line"), StandardCharsets.UTF_8),
                device));
    }

    long through(DeviceId device, JournalId journal) {
        return database.read(
                rows -> rows.number("SELECT through FROM journal WHERE device = ? AND journal = ?", device, journal));
    }

    /** The kinds of alarms that it raised about this device. */
    List<String> alarms(DeviceId device) {
        return database.read(rows ->
                rows.list("SELECT kind FROM alarm WHERE device = ? ORDER BY alarm", row -> row.text("kind"), device));
    }

    @Override
    public void close() {
        link.close();
        vaults.close();
        follower.close();
        database.close();
    }

    /** Nobody asks or orders anything here. */
    private final class Rooms implements HubLink.Rooms {

        @Override
        public Follower follower() {
            return follower;
        }

        @Override
        public void status(DeviceId device, byte[] payload) {
            try {
                vaults.heard(device, Json.read(payload, DeviceStatus.class));
            } catch (UnreadableException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void request(DeviceId device, Received request) {
            throw new IllegalStateException("nobody asks here");
        }

        @Override
        public void reply(DeviceId device, byte[] payload) {
            throw new IllegalStateException("nothing was ordered here");
        }

        @Override
        public void vault(DeviceId device, byte[] payload) {
            vaults.received(device, payload);
        }

        @Override
        public void connected() {
            vaults.connected();
        }
    }
}
