package io.yizhan.hub.vault;

import io.yizhan.hub.book.AlarmRaised;
import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.Identity;
import io.yizhan.hub.devices.Devices;
import io.yizhan.hub.store.Rows;
import io.yizhan.hub.store.StoreException;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.Topics;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.clock.MachineClock;
import io.yizhan.protocol.id.ConnectionId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.journal.Ack;
import io.yizhan.protocol.journal.Batch;
import io.yizhan.protocol.journal.Header;
import io.yizhan.protocol.journal.Verdict;
import io.yizhan.protocol.link.Message;
import io.yizhan.protocol.state.DeviceStatus;
import io.yizhan.protocol.state.StationKind;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ships the hub's own journal to every vault of the hall, on the terms on which terminals ship theirs: a hello
 * after each connect, at most 4 batches unacknowledged, the table of verdicts. A restored hub ships its former journals
 * first.
 *
 * <pre>
 *   link's thread ── connected, received ──► queue ──► hub-vault ── Shipping: what next ──► link
 * </pre>
 */
public final class VaultShipper implements AutoCloseable {

    /** Acks that wait; one more is dropped, and the hello after a silence asks again. */
    private static final int WAITING_MAX = 256;

    private static final Logger LOG = LoggerFactory.getLogger(VaultShipper.class);

    private final Book book;
    private final Topics topics;
    private final MachineClock clock;
    private final Identity identity;
    private final Consumer<Message> out;
    private final BlockingQueue<Runnable> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Map<DeviceId, Map<JournalId, Shipping>> vaults = new HashMap<>();
    private final Map<DeviceId, ConnectionId> heard = new ConcurrentHashMap<>(); // one of each terminal, vault or not
    private final Map<DeviceId, ConnectionId> asked = new HashMap<>();
    private final Set<String> alarmed = new HashSet<>();
    private final Thread thread;

    /** @param out sends, or drops where there is no connection; never waits */
    public VaultShipper(Book book, Topics topics, MachineClock clock, Identity identity, Consumer<Message> out) {
        this.book = book;
        this.topics = topics;
        this.clock = clock;
        this.identity = identity;
        this.out = out;
        this.thread = Thread.ofPlatform().name("hub-vault").start(this::loop);
    }

    /** The link is up; for a callback. */
    public void connected() {
        enqueue(() -> vaults.keySet().forEach(device -> of(device).forEach(shipping -> shipping.ask(clock.upMs()))));
    }

    /** A terminal said how it is; a vault that has connected anew is asked at the next look. For a callback. */
    public void heard(DeviceId device, DeviceStatus status) {
        if (status.online()) {
            heard.put(device, status.connection());
        }
    }

    /** A vault answered; for a callback. */
    public void received(DeviceId device, byte[] payload) {
        enqueue(() -> acked(device, payload));
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void enqueue(Runnable thing) {
        if (!waiting.offer(thing)) {
            LOG.warn("what a vault says is dropped: {} wait already", WAITING_MAX);
        }
    }

    private void loop() {
        while (true) {
            try {
                Runnable thing = waiting.poll(Shipping.GATHERED.toMillis(), TimeUnit.MILLISECONDS);
                while (thing != null) {
                    thing.run();
                    thing = waiting.poll();
                }
                book.database().read(rows -> {
                    ship(rows);
                    return true;
                });
            } catch (InterruptedException closing) {
                return;
            } catch (StoreException e) {
                LOG.atError().setCause(e).log("the hub's journal cannot be read for the vaults now");
            } catch (RuntimeException bug) {
                LOG.atError().setCause(bug).log("a bug: the vaults are looked after again in a while");
            }
        }
    }

    private void ship(Rows rows) throws SQLException {
        List<DeviceId> devices = Devices.with(rows, StationKind.VAULT);
        vaults.keySet().retainAll(devices);
        if (devices.isEmpty()) {
            return;
        }
        List<HubJournal> journals = HubJournal.all(rows);
        for (DeviceId device : devices) {
            Map<JournalId, Shipping> known = vaults.computeIfAbsent(device, any -> new HashMap<>());
            askAfterConnect(device);
            for (HubJournal journal : journals) {
                Shipping shipping = known.computeIfAbsent(journal.id(), any -> new Shipping());
                ship(rows, device, journal, shipping);
                if (!shipping.isDone(journal)) {
                    break; // the older one first
                }
            }
        }
    }

    private void askAfterConnect(DeviceId device) {
        ConnectionId connection = heard.get(device);
        if (connection != null && !connection.equals(asked.put(device, connection))) {
            of(device).forEach(shipping -> shipping.ask(clock.upMs()));
        }
    }

    private void ship(Rows rows, DeviceId device, HubJournal journal, Shipping shipping) throws SQLException {
        while (true) {
            switch (shipping.step(clock.upMs(), journal)) {
                case Shipping.Step.Rest _ -> {
                    return;
                }
                case Shipping.Step.Hello _ -> {
                    send(rows, device, journal, journal.through() + 1, List.of());
                    shipping.sentHello(clock.upMs());
                }
                case Shipping.Step.Ship(long from) -> {
                    List<byte[]> lines = journal.lines(rows, from);
                    send(rows, device, journal, from, lines);
                    shipping.sent(from + lines.size() - 1, clock.upMs());
                }
            }
        }
    }

    private void send(Rows rows, DeviceId device, HubJournal journal, long from, List<byte[]> lines)
            throws SQLException {
        Header header = new Header(
                journal.id(),
                from,
                journal.hash(rows, from - 1),
                journal.base() + 1,
                journal.through(),
                clock.boot(),
                clock.upMs(),
                null);
        out.accept(Message.of(topics.down(device, Topics.Down.VAULT), new Batch(header, lines).write()));
    }

    private void acked(DeviceId device, byte[] payload) {
        Ack ack;
        try {
            ack = Json.read(payload, Ack.class);
        } catch (UnreadableException e) {
            LOG.atWarn().addKeyValue("device", device).log("a vault's ack cannot be read: {}", e.getMessage());
            return;
        }
        Shipping shipping = ack.journal() == null
                ? null
                : vaults.getOrDefault(device, Map.of()).get(ack.journal());
        if (!ack.store().equals(identity.store())) {
            LOG.atWarn().addKeyValue("device", device).log("a vault answers for another hub's database");
        } else if (ack.epoch() > identity.epoch()) {
            of(device).forEach(Shipping::stop);
            alarmOnce(
                    device,
                    "old-epoch",
                    "the vault has heard of epoch " + ack.epoch() + " of this database, and this hub is at "
                            + identity.epoch()
                            + ": if another hub of this hall runs, stop this one; if this one is to go"
                            + " on, restore it once more with --epoch " + (ack.epoch() + 1));
        } else if (ack.journal() == null) {
            LOG.atWarn().addKeyValue("device", device).log("a vault cannot say what it holds: {}", ack.verdict());
            of(device).forEach(any -> any.busy(ack, clock.upMs()));
        } else if (shipping == null) {
            LOG.atWarn().addKeyValue("device", device).log("a vault answers for a journal that was not sent to it");
        } else {
            follow(device, ack, shipping);
        }
    }

    private Collection<Shipping> of(DeviceId device) {
        return vaults.getOrDefault(device, Map.of()).values();
    }

    private void follow(DeviceId device, Ack ack, Shipping shipping) {
        long nowMs = clock.upMs();
        Held held = book.database().read(rows -> held(rows, ack));
        if (held.differs || ack.verdict() == Verdict.FORKED) {
            shipping.stop();
            alarmOnce(
                    device,
                    "vault-forked",
                    "the vault holds the hub's journal " + ack.journal() + " through entry " + ack.through()
                            + ", and this hub has another one or less of it: a copy or an older backup runs. To have"
                            + " both, restore from the backup and this vault together, into a new folder");
            return;
        }
        switch (ack.verdict()) {
            case APPLIED, REPEAT -> shipping.answered(held.through, false, nowMs);
            case GAP -> shipping.answered(held.through, true, nowMs);
            case BUSY, REFUSED -> shipping.busy(ack, nowMs);
            case FORKED -> throw new IllegalStateException("a fork is dealt with above");
        }
    }

    /**
     * What an ack says of a journal of ours.
     *
     * @param through up to where it need not be shipped; a journal that begins above 0 has nothing below its base
     * @param differs it holds another entry than we do where both hold one, or more than we do
     */
    private record Held(long through, boolean differs) {}

    private static Held held(Rows rows, Ack ack) throws SQLException {
        long through = ack.through() == null ? 0 : ack.through();
        HubJournal own = null;
        for (HubJournal journal : HubJournal.all(rows)) {
            if (journal.id().equals(ack.journal())) {
                own = journal;
            }
        }
        if (own == null) {
            return new Held(through, false);
        }
        boolean unheard = through == 0 && own.base() > 0; // nothing yet, and we hold no hash of before our base
        boolean differs = !unheard
                && ack.hash() != null
                && (through < own.base()
                        || through > own.through()
                        || !own.hash(rows, through).equals(ack.hash()));
        return new Held(Math.max(through, own.base()), differs);
    }

    private void alarmOnce(DeviceId device, String kind, String detail) {
        if (alarmed.add(device + kind)) {
            LOG.atError().addKeyValue("device", device).log(detail);
            var _ = book.database().write(tx -> book.record(tx, AlarmRaised.of(device, kind, detail)));
        }
    }
}
