package io.yizhan.hub;

import io.yizhan.hub.access.Accounts;
import io.yizhan.hub.access.ApiTokens;
import io.yizhan.hub.access.Sessions;
import io.yizhan.hub.api.Api;
import io.yizhan.hub.api.Problem;
import io.yizhan.hub.backup.NightlyBackup;
import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.Identity;
import io.yizhan.hub.book.Quarantine;
import io.yizhan.hub.cli.CommandFailedException;
import io.yizhan.hub.desk.AttendanceDesk;
import io.yizhan.hub.desk.Commands;
import io.yizhan.hub.desk.Deliveries;
import io.yizhan.hub.desk.Desk;
import io.yizhan.hub.desk.DeviceRights;
import io.yizhan.hub.desk.EnrolmentDesk;
import io.yizhan.hub.desk.HallFace;
import io.yizhan.hub.desk.LateTickets;
import io.yizhan.hub.desk.LeaseKeeper;
import io.yizhan.hub.desk.PeopleDesk;
import io.yizhan.hub.desk.RulesDesk;
import io.yizhan.hub.desk.StatePublisher;
import io.yizhan.hub.desk.TestPrints;
import io.yizhan.hub.desk.UntoldCalls;
import io.yizhan.hub.devices.Presence;
import io.yizhan.hub.follower.BatchWriter;
import io.yizhan.hub.follower.Follower;
import io.yizhan.hub.http.PortTakenException;
import io.yizhan.hub.page.AdminPage;
import io.yizhan.hub.page.BoardPage;
import io.yizhan.hub.page.HubClock;
import io.yizhan.hub.page.OrderedKeys;
import io.yizhan.hub.queue.Calling;
import io.yizhan.hub.report.Publishing;
import io.yizhan.hub.report.PublishingRound;
import io.yizhan.hub.staff.PersonFingers;
import io.yizhan.hub.staff.Pins;
import io.yizhan.hub.staff.Templates;
import io.yizhan.hub.store.DiskProbe;
import io.yizhan.hub.store.StoreException;
import io.yizhan.hub.vault.Kit;
import io.yizhan.hub.vault.VaultShipper;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.Topics;
import io.yizhan.protocol.Version;
import io.yizhan.protocol.clock.ClockKeeper;
import io.yizhan.protocol.clock.LinuxClock;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.journal.Ack;
import io.yizhan.protocol.journal.Verdict;
import io.yizhan.protocol.vault.RecoveryLock;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the hub together, from the database up to the page, and takes it apart in the other order. */
final class HubWiring implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HubWiring.class);

    private final HubConfig config;
    private final Path folder;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private HubWiring(HubConfig config, Path folder) {
        this.config = config;
        this.folder = folder;
    }

    /** Starts the hub of the hall in this folder; it runs until it is closed. */
    static HubWiring start(HubConfig config, Path folder) throws CommandFailedException {
        HubWiring hub = new HubWiring(config, folder);
        boolean started = false;
        try {
            hub.wire();
            started = true;
            return hub;
        } catch (StoreException | PortTakenException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            String message = "The hall's database " + config.database() + " cannot be locked (" + e
                    + "): is it this user's, is its folder writable?";
            throw new CommandFailedException(
                    message, new StoreException(message, DiskProbe.beside(config.database()), e));
        } finally {
            if (!started) {
                hub.close();
            }
        }
    }

    private void wire() throws IOException, CommandFailedException, PortTakenException {
        LinuxClock machine = config.clock();
        InstantSource clock = () -> Instant.ofEpochMilli(machine.wallMs());
        ZoneId zone = config.hall().zone();
        Topics topics = new Topics(config.hall().id());
        SecureRandom random = new SecureRandom();

        Optional<HubLock> lock = HubLock.take(config.database());
        if (lock.isEmpty()) {
            throw new CommandFailedException("A hub runs on " + config.database()
                    + " already, or a command is at work there: end it, then start this one.");
        }
        opened(lock.get());
        HallRecords records = opened(HallRecords.open(config.database(), machine, zone));
        Book book = records.book();
        Identity identity = records.database().writeAndWait(Identity::of);

        HubLink link = new HubLink(topics, identity, Version.text(), machine, zone);
        Presence presence = new Presence();
        Commands commands = new Commands(new Commands.Place(topics, zone, clock, UUID::randomUUID), link::send);
        Personnel personnel = personnel(book, presence, commands, clock, random);
        HallFace face = new HallFace(config.hall().name(), zone, config.hall().languages());
        StatePublisher states = opened(new StatePublisher(book, topics, face, clock, link::send));
        LeaseKeeper leases = opened(new LeaseKeeper(book, presence, zone, clock));
        book.onFold(new LateTickets(book, clock));
        book.onFold(new UntoldCalls(book, zone, clock));
        Desk desk = new Desk(
                book,
                new Calling(book, zone, UUID::randomUUID),
                clock,
                config.hall().languages());
        DeviceRights rights = new DeviceRights();
        Follower follower = opened(new Follower(
                records.database(),
                new BatchWriter(book, rights, machine),
                machine,
                zone,
                identity,
                (device, ack) -> {
                    link.send(device, ack);
                    heard(leases, device, ack);
                },
                config.badEntries()));
        Quarantine quarantine = new Quarantine(
                book, (rows, device, fact) -> rights.of(rows, device).objection(fact));
        VaultShipper vaults = opened(new VaultShipper(book, topics, machine, identity, link::send));
        keepKit(book, random);
        startPage(book, presence, commands, personnel, quarantine, new HubClock(clock, machine::keeper), random);
        opened(link);
        HallRooms rooms =
                opened(new HallRooms(topics, follower, presence, desk, commands, states, vaults, link::send, machine));
        link.open(HubLink.settings(config, topics), rooms);
        startBoard(book, clock);
        startBackups(book, clock);
        ClockKeeper keeper = machine.keeper();
        LOG.atInfo()
                .addKeyValue("store", identity.store())
                .addKeyValue("clock", Json.wireName(keeper.kind()))
                .addKeyValue("clock_detail", keeper.detail())
                .log("the hub of {} runs", config.hall().id());
    }

    /** Who decides about people and their fingers, and has them led. */
    private record Personnel(EnrolmentDesk enrolments, PeopleDesk people) {}

    private Personnel personnel(
            Book book, Presence presence, Commands commands, InstantSource clock, SecureRandom random) {
        Supplier<UUID> ids = UUID::randomUUID;
        Deliveries.Secrets secrets = new Deliveries.Secrets(
                new Pins(random, ids), new Templates(random, ids), new PersonFingers(random, ids));
        Deliveries deliveries = opened(new Deliveries(book, secrets, presence, commands, clock));
        return new Personnel(
                opened(new EnrolmentDesk(book, presence, commands, secrets.templates(), deliveries, ids, clock)),
                new PeopleDesk(book, secrets, deliveries, random, clock));
    }

    /** A hello is enough for a kiosk to get its numbers. */
    private static void heard(LeaseKeeper leases, DeviceId device, Ack ack) {
        JournalId journal = ack.journal();
        if (journal != null && ack.verdict() != Verdict.REFUSED) {
            leases.heard(device, journal);
        }
    }

    /** So that a restored hub is one that the terminals know. */
    private void keepKit(Book book, SecureRandom random) throws IOException {
        RecoveryLock lock = config.recoveryLock();
        if (lock == null) {
            LOG.warn("this hall has no recovery key, so it can have no vault: scripts/hub recovery-key makes one");
            return;
        }
        Kit kit = Kit.of(folder);
        if (book.database().writeAndWait(tx -> kit.keep(tx, book, lock, random))) {
            LOG.atInfo()
                    .addKeyValue("recovery_key", lock.name())
                    .log("the hall's kit is sealed into the hub's journal");
        }
    }

    private void startBoard(Book book, InstantSource clock) throws PortTakenException {
        HubConfig.Board board = config.board();
        if (board != null) {
            HubConfig.Hall hall = config.hall();
            BoardPage page = opened(new BoardPage(hall.name(), hall.zone(), hall.languages(), book, clock));
            page.start(board.bind(), board.port());
            LOG.info("the hall's screens find their page at http://{}:{}/board", board.bind(), page.port());
        }
    }

    private void startBackups(Book book, InstantSource clock) {
        HubConfig.Backups backups = config.backups();
        if (backups.nightly()) {
            var plan = new NightlyBackup.Plan(backups.at(), config.hall().zone(), backups.to(), backups.keep());
            NightlyBackup nightly = opened(new NightlyBackup(HallBackups.of(config, folder), plan, book, clock));
            nightly.start();
        }
    }

    private void startPage(
            Book book,
            Presence presence,
            Commands commands,
            Personnel personnel,
            Quarantine quarantine,
            HubClock clock,
            SecureRandom random)
            throws PortTakenException {
        ZoneId zone = config.hall().zone();
        AttendanceDesk attendance = AttendanceDesk.of(book, zone, clock.clock(), UUID::randomUUID);
        Publishing publishing = new Publishing(book, config.hall().name(), zone, UUID::randomUUID, clock.clock());
        PublishingRound round = opened(new PublishingRound(publishing));
        RulesDesk rules = new RulesDesk(book, zone, clock.clock());
        TestPrints prints = new TestPrints(book.database(), presence, commands, clock.clock());
        Api api = new Api(
                book,
                presence,
                personnel.enrolments(),
                personnel.people(),
                publishing,
                attendance,
                rules,
                prints,
                zone,
                clock.clock());
        AdminPage page = opened(new AdminPage(new AdminPage.Parts(
                config.hall().name(),
                zone,
                config.hall().languages(),
                book,
                presence,
                new Sessions(book.database(), clock.clock(), random),
                new Accounts(book, random),
                new ApiTokens(book, random),
                new OrderedKeys(book.database(), presence, commands),
                personnel.enrolments(),
                personnel.people(),
                rules,
                prints,
                quarantine,
                publishing,
                round,
                attendance,
                clock,
                api.routes(),
                Problem.FACE)));
        page.start(config.http().bind(), config.http().port());
        LOG.info("the page is at http://{}:{}/", config.http().bind(), page.port());
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            AutoCloseable part = open.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("{} did not end cleanly", part.getClass().getSimpleName(), e);
            }
        }
    }
}
