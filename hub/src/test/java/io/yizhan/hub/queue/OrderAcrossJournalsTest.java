package io.yizhan.hub.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.book.Entry;
import io.yizhan.hub.book.Projection;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.devices.DeviceAdded;
import io.yizhan.hub.staff.AgencyAdded;
import io.yizhan.hub.staff.ConsentGiven;
import io.yizhan.hub.staff.EnrolmentWanted;
import io.yizhan.hub.staff.EnrolmentWithdrawn;
import io.yizhan.hub.staff.StaffAdded;
import io.yizhan.hub.store.Database;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.fact.Booted;
import io.yizhan.protocol.fact.Called;
import io.yizhan.protocol.fact.CalledLocally;
import io.yizhan.protocol.fact.CounterOpened;
import io.yizhan.protocol.fact.FaultCleared;
import io.yizhan.protocol.fact.FaultRaised;
import io.yizhan.protocol.fact.FingerDeleted;
import io.yizhan.protocol.fact.FingerEnrolled;
import io.yizhan.protocol.fact.Finished;
import io.yizhan.protocol.fact.NoShow;
import io.yizhan.protocol.fact.Priority;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.fact.RatingGiven;
import io.yizhan.protocol.fact.RatingMissed;
import io.yizhan.protocol.fact.RatingOpened;
import io.yizhan.protocol.fact.Recalled;
import io.yizhan.protocol.fact.SignedIn;
import io.yizhan.protocol.fact.TicketIssued;
import io.yizhan.protocol.fact.TicketPrinted;
import io.yizhan.protocol.fact.TicketVoided;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.SessionId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.id.TicketId;
import io.yizhan.protocol.state.StationConfig;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The records of a morning come out the same in whatever order its journals are folded. */
class OrderAcrossJournalsTest {

    private static final int INTERLEAVINGS = 12;
    private static final CounterId ONE = new CounterId("1");
    private static final StaffId S1 = new StaffId("s1");
    private static final ServiceId HUKOU = new ServiceId("hukou");
    private static final DeviceId READER = new DeviceId("reader");
    private static final EnrolmentId ENROLMENT = new EnrolmentId(uuid(90));

    @TempDir
    Path folder;

    private final List<List<Entry>> journals = new ArrayList<>();

    @Test
    void whatever_journal_comes_first_the_tables_are_equal() throws Exception {
        morning();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<String, List<String>> inTurn = tables("one-after-another", inTurn(journals));
        assertThat(inTurn.get("call")).hasSize(3);
        assertThat(inTurn.get("ticket")).hasSize(4);
        assertThat(tables("backwards", inTurn(journals.reversed()))).isEqualTo(inTurn);
        for (int i = 0; i < INTERLEAVINGS; i++) {
            assertThat(tables("random-" + i, mixed(random)))
                    .as("seed %d, %d", seed, i)
                    .isEqualTo(inTurn);
        }
    }

    /** Each journal for itself: what happened at one and the same minute is in several. */
    private void morning() {
        TicketId[] a = new TicketId[5];
        for (int number = 1; number < a.length; number++) {
            a[number] = new TicketId(TestHall.TODAY, new SeriesId("A"), number);
        }
        CallId first = new CallId(uuid(1));
        CallId second = new CallId(uuid(2));
        CallId local = new CallId(uuid(3));
        journal(
                "hub",
                new AgencyAdded(new AgencyId("police"), "公安局", null),
                new StaffAdded(S1, "示范", new AgencyId("police"), null),
                new ConsentGiven(S1, "file 1"),
                new DeviceAdded(READER, List.of(new StationConfig.Reader(new StationId("r"))), null),
                new ServiceAdded(HUKOU, new SeriesId("A"), "户口", null, new AgencyId("police"), List.of(ONE)),
                new EnrolmentWanted(ENROLMENT, S1, READER, 0, null),
                new CallMade(first, a[1], ONE, S1, CallReason.ARRIVAL),
                new CallMade(second, a[2], ONE, S1, CallReason.PRIORITY),
                new CallTransferred(first, a[1], ONE, S1, null, new CounterId("2"), "wrong window"),
                new CallReturned(second, a[2], ONE),
                new TicketUnconfirmed(a[4]),
                new EnrolmentWithdrawn(ENROLMENT, "left"));
        journal(
                "kiosk",
                new Booted("1.0.0", ClockTrust.SYNCED),
                new TicketIssued(a[1], HUKOU, Priority.NONE, null, 0),
                new TicketPrinted(a[1], TicketPrinted.Outcome.PRINTED),
                new TicketIssued(a[2], HUKOU, Priority.ELDERLY, null, 1),
                new TicketPrinted(a[2], TicketPrinted.Outcome.UNKNOWN),
                new TicketIssued(a[3], HUKOU, Priority.NONE, null, 1),
                new TicketVoided(a[3], "paper out"),
                new TicketIssued(a[4], HUKOU, Priority.NONE, null, 1),
                new TicketPrinted(a[4], TicketPrinted.Outcome.PRINTED));
        journal(
                "counter-1",
                new SignedIn(ONE, S1),
                new CounterOpened(ONE),
                new Called(first, a[1]),
                new Recalled(first),
                new Called(second, a[2]),
                new Finished(second),
                new RatingOpened(new SessionId(uuid(70)), second, ONE, S1),
                new RatingGiven(new SessionId(uuid(70)), 5),
                new CalledLocally(local, a[4]),
                new NoShow(local),
                new RatingOpened(new SessionId(uuid(71)), null, ONE, S1),
                new RatingMissed(new SessionId(uuid(71))));
        journal(
                "reader",
                new FaultRaised("r/sensor", "silent", null),
                new FingerEnrolled(ENROLMENT, 0),
                new Punch(Punch.Method.FINGER, S1, 0, ENROLMENT, 120),
                new FaultCleared("r/sensor", "silent", null));
        journal("reader", new FaultRaised("r/sensor", "silent", "again"), new FingerDeleted(ENROLMENT, 0));
    }

    private void journal(String device, Object... facts) {
        JournalId journal = new JournalId(uuid(1_000 + journals.size()));
        List<Entry> entries = new ArrayList<>();
        for (Object fact : facts) {
            Instant at = TestHall.MORNING.plusSeconds(60L * entries.size() + journals.size());
            entries.add(new Entry(
                    new DeviceId(device),
                    journal,
                    entries.size() + 1,
                    new Hash("ab".repeat(32)),
                    TrueTime.exactly(at),
                    fact));
        }
        journals.add(entries);
    }

    private static List<Entry> inTurn(List<List<Entry>> journals) {
        return journals.stream().flatMap(List::stream).toList();
    }

    private List<Entry> mixed(Random random) {
        int[] next = new int[journals.size()];
        List<Entry> mixed = new ArrayList<>();
        while (mixed.size() < inTurn(journals).size()) {
            int one = random.nextInt(journals.size());
            if (next[one] < journals.get(one).size()) {
                mixed.add(journals.get(one).get(next[one]++));
            }
        }
        return mixed;
    }

    private Map<String, List<String>> tables(String name, List<Entry> entries) throws SQLException {
        Path file = folder.resolve(name + ".db");
        try (Database database = Database.open(file)) {
            database.writeAndWait(tx -> {
                for (Entry entry : entries) {
                    for (Projection projection : TestHall.projections()) {
                        try {
                            projection.fold(tx, entry);
                        } catch (RuleBrokenException e) {
                            throw new IllegalStateException(entry + " was refused: " + e.getMessage(), e);
                        }
                    }
                }
                return entries.size();
            });
        }
        Map<String, List<String>> tables = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (Projection projection : TestHall.projections()) {
                for (String table : projection.tables()) {
                    tables.put(table, rows(statement, table));
                }
            }
        }
        return tables;
    }

    private static List<String> rows(Statement statement, String table) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet answer = statement.executeQuery("SELECT * FROM " + table)) {
            while (answer.next()) {
                StringBuilder row = new StringBuilder();
                for (int column = 1; column <= answer.getMetaData().getColumnCount(); column++) {
                    row.append(answer.getMetaData().getColumnName(column))
                            .append('=')
                            .append(answer.getString(column))
                            .append(' ');
                }
                rows.add(row.toString());
            }
        }
        return rows.stream().sorted().toList();
    }

    private static String uuid(int number) {
        return "00000000-0000-7000-8000-%012d".formatted(number);
    }
}
