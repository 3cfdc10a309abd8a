package io.yizhan.hub.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.HandClock;
import io.yizhan.hub.PaperTerminal;
import io.yizhan.hub.access.AccessProjection;
import io.yizhan.hub.access.Account;
import io.yizhan.hub.access.AccountName;
import io.yizhan.hub.access.Accounts;
import io.yizhan.hub.access.ApiTokens;
import io.yizhan.hub.access.Role;
import io.yizhan.hub.access.Sessions;
import io.yizhan.hub.access.Standing;
import io.yizhan.hub.api.Api;
import io.yizhan.hub.api.Problem;
import io.yizhan.hub.attendance.AttendanceProjection;
import io.yizhan.hub.attendance.leave.CorrectionProjection;
import io.yizhan.hub.attendance.leave.LeaveProjection;
import io.yizhan.hub.attendance.leave.WaiverProjection;
import io.yizhan.hub.attendance.roster.RosterProjection;
import io.yizhan.hub.attendance.rules.RulesProjection;
import io.yizhan.hub.book.AlarmProjection;
import io.yizhan.hub.book.BatchTimed;
import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.Fate;
import io.yizhan.hub.book.HubFact;
import io.yizhan.hub.book.Placement;
import io.yizhan.hub.book.Projection;
import io.yizhan.hub.book.Quarantine;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.book.TimesProjection;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.book.Watermark;
import io.yizhan.hub.desk.AttendanceDesk;
import io.yizhan.hub.desk.Commands;
import io.yizhan.hub.desk.Deliveries;
import io.yizhan.hub.desk.EnrolmentDesk;
import io.yizhan.hub.desk.PeopleDesk;
import io.yizhan.hub.desk.RulesDesk;
import io.yizhan.hub.desk.TestPrints;
import io.yizhan.hub.devices.DevicesProjection;
import io.yizhan.hub.devices.Presence;
import io.yizhan.hub.evaluation.EvaluationProjection;
import io.yizhan.hub.http.PortTakenException;
import io.yizhan.hub.queue.QueueProjection;
import io.yizhan.hub.report.BulletinProjection;
import io.yizhan.hub.report.Publishing;
import io.yizhan.hub.report.PublishingRound;
import io.yizhan.hub.staff.PersonFingers;
import io.yizhan.hub.staff.Pins;
import io.yizhan.hub.staff.StaffProjection;
import io.yizhan.hub.staff.Templates;
import io.yizhan.hub.store.Database;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.Topics;
import io.yizhan.protocol.clock.ClockKeeper;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.command.Counter;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.id.ConnectionId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.HallId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.link.Message;
import io.yizhan.protocol.state.DeviceStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A hub's book and pages, with terminals on paper: entries go into the real book, and pages come out of a real server. */
public final class PaperHall implements AutoCloseable {

    public static final ZoneId ZONE = PaperTerminal.ZONE;
    public static final String NAME = "东平县政务服务大厅";
    public static final String ADMIN = "admin";
    public static final String PASSWORD = "four-cold-noodles";
    public static final String TOKEN = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    /** A Monday, twenty to eleven in the hall. */
    public static final Instant NOW = Instant.parse("2026-11-23T02:40:00Z");

    public final HandClock clock = new HandClock(NOW, Duration.ofHours(100));
    public final Database database;
    public final Book book;
    public final Presence presence = new Presence();
    public final Accounts accounts;
    public final ApiTokens tokens;
    public final AdminPage page;
    public final Commands commands;
    public final Deliveries.Secrets secrets;
    public final EnrolmentDesk enrolments;
    public final PeopleDesk people;
    public final RulesDesk rules;
    public final Publishing publishing;
    private final PublishingRound round;

    /** What went to the broker. */
    public final List<Message> sent = new CopyOnWriteArrayList<>();

    private final Deliveries deliveries;

    /** Keys that the page pressed. */
    public final List<String> pressed = new CopyOnWriteArrayList<>();

    /** Why no device may say anything when an entry is judged again. */
    public Optional<String> objection = Optional.empty();

    private final Map<String, PaperTerminal> terminals = new HashMap<>();

    /** Serves on a free port. */
    public PaperHall(Path folder) throws PortTakenException {
        this(Database.open(folder.resolve("hub.db")));
        page.start("127.0.0.1", 0);
    }

    /** One whose pages nobody has started. */
    static PaperHall notServing(Path file) {
        return new PaperHall(Database.open(file));
    }

    private PaperHall(Database file) {
        database = file;
        List<Projection> domains = List.of(
                new AlarmProjection(),
                new AccessProjection(),
                new DevicesProjection(),
                new StaffProjection(ZONE),
                new QueueProjection(),
                new AttendanceProjection(ZONE),
                new LeaveProjection(),
                new CorrectionProjection(),
                new WaiverProjection(),
                new RosterProjection(),
                new RulesProjection(),
                new EvaluationProjection(ZONE),
                new BulletinProjection());
        List<Projection> projections = new ArrayList<>(domains);
        projections.add(new TimesProjection(domains));
        List<Class<? extends HubFact>> facts = new ArrayList<>(AlarmProjection.FACTS);
        facts.addAll(TimesProjection.FACTS);
        facts.addAll(AccessProjection.FACTS);
        facts.addAll(DevicesProjection.FACTS);
        facts.addAll(StaffProjection.FACTS);
        facts.addAll(QueueProjection.FACTS);
        facts.addAll(LeaveProjection.FACTS);
        facts.addAll(CorrectionProjection.FACTS);
        facts.addAll(WaiverProjection.FACTS);
        facts.addAll(RosterProjection.FACTS);
        facts.addAll(RulesProjection.FACTS);
        facts.addAll(BulletinProjection.FACTS);
        book = new Book(database, clock, ZONE, projections, facts);
        SecureRandom random = new SecureRandom();
        accounts = new Accounts(book, random);
        accounts.add(new Account(new AccountName(ADMIN), Standing.of(Role.ADMIN)), PASSWORD, "init");
        tokens = new ApiTokens(book, random);
        tokens.accept("local", TOKEN, "init");
        commands = new Commands(
                new Commands.Place(new Topics(new HallId("hall")), ZONE, clock::now, UUID::randomUUID), sent::add);
        secrets = new Deliveries.Secrets(
                new Pins(random, UUID::randomUUID),
                new Templates(random, UUID::randomUUID),
                new PersonFingers(random, UUID::randomUUID));
        deliveries = new Deliveries(book, secrets, presence, commands, clock::now);
        enrolments = new EnrolmentDesk(
                book, presence, commands, secrets.templates(), deliveries, UUID::randomUUID, clock::now);
        people = new PeopleDesk(book, secrets, deliveries, random, clock::now);
        AttendanceDesk attendance = AttendanceDesk.of(book, ZONE, clock::now, UUID::randomUUID);
        publishing = new Publishing(book, NAME, ZONE, UUID::randomUUID, clock::now);
        round = new PublishingRound(publishing);
        rules = new RulesDesk(book, ZONE, clock::now);
        TestPrints prints = new TestPrints(database, presence, commands, clock::now);
        Api api = new Api(book, presence, enrolments, people, publishing, attendance, rules, prints, ZONE, clock::now);
        page = new AdminPage(new AdminPage.Parts(
                NAME,
                ZONE,
                List.of("zh-CN", "en"),
                book,
                presence,
                new Sessions(database, clock::now, random),
                accounts,
                tokens,
                this::press,
                enrolments,
                people,
                rules,
                prints,
                new Quarantine(book, (rows, device, fact) -> objection),
                publishing,
                round,
                attendance,
                new HubClock(clock::now, this::keeper),
                api.routes(),
                Problem.FACE));
    }

    public String address() {
        return "http://127.0.0.1:" + page.port();
    }

    /** Somebody who has signed in with this account. */
    public Browserless as(String account) throws IOException, InterruptedException {
        Browserless somebody = new Browserless(this);
        assertThat(somebody.signIn(account, PASSWORD).statusCode()).isEqualTo(303);
        return somebody;
    }

    /** The hub decides. */
    public void decide(HubFact fact) {
        database.writeAndWait(tx -> {
            try {
                return book.decide(tx, fact);
            } catch (RuleBrokenException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** The hub decided this earlier. */
    public void decide(Instant at, HubFact fact) {
        Duration back = Duration.between(clock.now(), at);
        clock.step(back);
        decide(fact);
        clock.step(back.negated());
    }

    /** A terminal tells what happened at this moment. */
    public void tell(String device, Instant at, Fact fact) {
        tell(device, TrueTime.exactly(at), fact);
    }

    public void tell(String device, TrueTime time, Fact fact) {
        tell(device, time, fact, Fate.FOLDED, null);
    }

    /** It happens at a terminal, and has not come to the hub. */
    public void written(String device, Fact fact) {
        terminals.computeIfAbsent(device, id -> new PaperTerminal(id, clock)).append(fact);
    }

    /** A terminal's entry that is set aside. */
    public void setAside(String device, TrueTime time, Fact fact, Fate fate, String reason) {
        tell(device, time, fact, fate, reason);
    }

    /** A terminal's line that cannot be read. */
    public void garbage(String device, TrueTime time, byte[] line, String reason) {
        PaperTerminal terminal = terminals.computeIfAbsent(device, id -> new PaperTerminal(id, clock));
        long seq = terminal.append(line);
        enter(terminal, new Placement(terminal.hash(seq), line, null, null, time, Fate.QUARANTINED, reason, null));
    }

    private void tell(String device, TrueTime time, Fact fact, Fate fate, @Nullable String reason) {
        PaperTerminal terminal = terminals.computeIfAbsent(device, id -> new PaperTerminal(id, clock));
        long seq = terminal.append(fact);
        enter(
                terminal,
                new Placement(
                        terminal.hash(seq),
                        terminal.line(seq),
                        Json.wireName(fact.getClass()),
                        fact,
                        time,
                        fate,
                        reason,
                        null));
    }

    private void enter(PaperTerminal terminal, Placement placement) {
        database.writeAndWait(tx -> {
            Watermark mark = book.watermark(tx, terminal.device, terminal.journal);
            long seq = mark.through() + 1;
            List<BatchTimed.Settled> settled =
                    placement.time().equals(TrueTime.exactly(placement.time().at()))
                            ? List.of()
                            : List.of(BatchTimed.Settled.of(seq, placement.hash(), placement.time()));
            book.record(tx, new BatchTimed(terminal.device, terminal.journal, seq, seq, settled));
            return book.place(tx, mark, List.of(placement));
        });
    }

    private ClockKeeper keeper() {
        return clock.trust() == ClockTrust.SYNCED
                ? new ClockKeeper(ClockKeeper.Kind.NETWORK, "")
                : new ClockKeeper(ClockKeeper.Kind.NOTHING, "rtc0 did not set the wall clock at this boot");
    }

    /** A device says that it is there. */
    public void online(String device) {
        status(device, true, List.of());
    }

    /** A device says that it is there, and how its stations are. */
    public void online(String device, DeviceStatus.StationStatus... stations) {
        status(device, true, List.of(stations));
    }

    /** A device's will is heard. */
    public void offline(String device) {
        status(device, false, List.of());
    }

    private void status(String device, boolean online, List<DeviceStatus.StationStatus> stations) {
        PaperTerminal terminal = terminals.computeIfAbsent(device, id -> new PaperTerminal(id, clock));
        presence.heard(
                terminal.device,
                new DeviceStatus(
                        online,
                        new ConnectionId("00000000-0000-4000-8000-0000000000c1"),
                        clock.now().atZone(ZONE).toOffsetDateTime(),
                        "1.0.0",
                        "100000003d1d1c36",
                        terminal.clock.boot(),
                        184_223L,
                        ClockTrust.SYNCED,
                        new DeviceStatus.JournalStatus(terminal.journal, 1, terminal.last(), terminal.last()),
                        stations),
                TrueTime.seen(clock));
    }

    private CounterKeys.Pressed press(CounterId counter, Counter.Action action, StaffId staff) {
        pressed.add(counter + " " + Json.wireName(action) + " " + staff);
        return counter.text().equals("9") ? CounterKeys.Pressed.AWAY : CounterKeys.Pressed.SENT;
    }

    @Override
    public void close() {
        page.close();
        round.close();
        enrolments.close();
        deliveries.close();
        database.close();
    }

    /** A random id. */
    public static String uuid() {
        return UUID.randomUUID().toString();
    }
}
