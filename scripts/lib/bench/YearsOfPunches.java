package bench;

import io.yizhan.hub.attendance.rules.HolidayYear;
import io.yizhan.hub.attendance.rules.Shipped;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.journal.Chain;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Random;
import java.util.UUID;

/** A hall of 33 agencies and 105 people, and years of their three punches a day, straight into a database that nobody uses. */
final class YearsOfPunches {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int PEOPLE = 105;
    private static final int AGENCIES = 33;
    private static final int READERS = 4;
    private static final LocalDate LAST = LocalDate.of(2026, 11, 20);
    private static final int[][] MINUTES = {{8 * 60 + 20, 45}, {13 * 60 + 25, 38}, {16 * 60 + 57, 60}};
    private static final double FORGOTTEN = 0.01;

    private final Connection connection;
    private final Random random;
    private final JournalId[] journals = new JournalId[READERS];
    private final Hash[] hashes = new Hash[READERS];
    private final long[] seqs = new long[READERS];
    private final PreparedStatement entry;
    private final PreparedStatement punch;

    private YearsOfPunches(Connection connection, long seed) throws SQLException {
        this.connection = connection;
        this.random = new Random(seed);
        this.entry = connection.prepareStatement(
                "INSERT INTO entry (device, journal, seq, hash, line, type, at_ms, earliest_ms, latest_ms, time_source, flagged,"
                        + " fate) VALUES (?, ?, ?, ?, ?, 'punch', ?, ?, ?, 'synced', 0, 'folded')");
        this.punch = connection.prepareStatement(
                "INSERT INTO punch (at_ms, device, journal, seq, day, month, earliest_ms, latest_ms, time_source, flagged,"
                        + " staff, method, score) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'synced', 0, ?, 'finger', 142)");
    }

    static void write(Path database, int years, long seed) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = OFF");
            statement.execute("PRAGMA cache_size = -400000");
            connection.setAutoCommit(false);
            YearsOfPunches all = new YearsOfPunches(connection, seed);
            all.rules();
            all.people(LAST.minusYears(years).plusDays(1));
            long punches = all.punches(LAST.minusYears(years).plusDays(1));
            all.close();
            connection.commit();
            System.out.println(punches + " punches of " + PEOPLE + " people in " + years + " year(s)");
        }
    }

    /** The example's rules from before the first punch, and the holidays that come with the hub: a new hall's own begin with its month. */
    private void rules() throws SQLException {
        String rules = text(Json.write(Shipped.example()));
        run("INSERT INTO attendance_rules (from_day, rules, account, set_ms) VALUES (?, ?, 'bench', 0) ON CONFLICT"
                + " DO NOTHING", Shipped.example().from().toString(), rules);
        for (HolidayYear year : Shipped.holidays()) {
            run("INSERT INTO holiday_year (year, announced, account, set_ms) VALUES (?, ?, 'bench', 0) ON CONFLICT DO NOTHING",
                    year.year(), text(Json.write(year)));
        }
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    private void people(LocalDate from) throws SQLException {
        long fromMs = from.atStartOfDay(ZONE).toInstant().toEpochMilli();
        for (int i = 1; i <= AGENCIES; i++) {
            run("INSERT INTO agency (agency, name) VALUES (?, ?)", "a%02d".formatted(i), "示范机构" + i);
        }
        for (int r = 0; r < READERS; r++) {
            journals[r] = JournalId.of(new UUID(random.nextLong(), random.nextLong()));
            hashes[r] = Chain.start(journals[r]);
            run("INSERT INTO device (device, added_ms) VALUES (?, ?)", reader(r), fromMs);
            run("INSERT INTO station (device, place, kind, station) VALUES (?, 0, 'reader', ?)", reader(r), reader(r));
        }
        for (int p = 1; p <= PEOPLE; p++) {
            String agency = "a%02d".formatted(p % AGENCIES + 1);
            run("INSERT INTO staff (staff, name, agency, added_ms, since, counter_since) VALUES (?, ?, ?, ?, ?, ?)",
                    staff(p), "示范人员" + p, agency, fromMs, from.toString(), from.toString());
            run("INSERT INTO particulars (staff, from_day, name) VALUES (?, ?, ?)", staff(p), from.toString(), "示范人员" + p);
            run("INSERT INTO assignment (staff, from_day, agency) VALUES (?, ?, ?)", staff(p), from.toString(), agency);
            for (int r = 0; r < READERS; r++) {
                String enrolment = new UUID(random.nextLong(), random.nextLong()).toString();
                run("INSERT INTO enrolment (enrolment, staff, device, position, wanted_ms) VALUES (?, ?, ?, ?, ?)",
                        enrolment, staff(p), reader(r), p, fromMs);
                run("INSERT INTO finger (device, journal, enrolment, position, standing, at_ms, seq, enrolled_ms)"
                                + " VALUES (?, ?, ?, ?, 1, ?, 0, ?)",
                        reader(r), journals[r].text(), enrolment, p, fromMs, fromMs);
            }
        }
    }

    private long punches(LocalDate from) throws SQLException {
        long count = 0;
        for (LocalDate day = from; !day.isAfter(LAST); day = day.plusDays(1)) {
            if (isFree(day)) {
                continue;
            }
            for (int[] slot : MINUTES) {
                for (int p = 1; p <= PEOPLE; p++) {
                    if (random.nextDouble() >= FORGOTTEN) {
                        int minute = slot[0] + random.nextInt(slot[1]);
                        Instant at = day.atStartOfDay(ZONE).plusMinutes(minute).plusSeconds(p % 60).toInstant();
                        tell(p % READERS, p, day, at.toEpochMilli() + p);
                        count++;
                    }
                }
            }
        }
        return count;
    }

    private static boolean isFree(LocalDate day) {
        MonthDay of = MonthDay.from(day);
        boolean holiday = !of.isBefore(MonthDay.of(10, 1)) && !of.isAfter(MonthDay.of(10, 7));
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY || holiday;
    }

    private void tell(int r, int person, LocalDate day, long atMs) throws SQLException {
        long seq = ++seqs[r];
        byte[] line = ("{\"v\":1,\"type\":\"punch\",\"at\":\"" + Instant.ofEpochMilli(atMs)
                        + "\",\"clock\":\"synced\",\"boot\":\"00000000-0000-4000-8000-00000000000a\",\"up\":" + seq
                        + ",\"data\":{\"method\":\"finger\",\"staff\":\"" + staff(person)
                        + "\",\"position\":17,\"enrolment\":\"00000000-0000-4000-8000-0000000000e1\",\"score\":142}}")
                .getBytes(StandardCharsets.UTF_8);
        hashes[r] = Chain.next(hashes[r], line);
        run(entry, reader(r), journals[r].text(), seq, hashes[r].text(), line, atMs, atMs, atMs);
        String date = day.toString();
        run(punch, atMs, reader(r), journals[r].text(), seq, date, date.substring(0, 7), atMs, atMs, staff(person));
    }

    private void close() throws SQLException {
        long complete = LAST.plusDays(1).atStartOfDay(ZONE).toInstant().toEpochMilli();
        for (int r = 0; r < READERS; r++) {
            run("INSERT INTO journal (device, journal, base, base_hash, through, hash, oldest, last, complete_ms)"
                            + " VALUES (?, ?, 0, ?, ?, ?, 1, ?, ?)",
                    reader(r), journals[r].text(), Chain.start(journals[r]).text(), seqs[r], hashes[r].text(), seqs[r],
                    complete);
        }
    }

    private static String reader(int number) {
        return "was-" + (number + 1);
    }

    private static String staff(int number) {
        return "s%03d".formatted(number);
    }

    private void run(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            run(statement, values);
        }
    }

    private static void run(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.executeUpdate();
    }
}
