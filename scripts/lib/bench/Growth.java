package bench;

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
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** Years of a hall, written straight into a hub's database that nobody uses: entries, chained, and a punch of each. */
final class Growth {

    private static final int JOURNALS = 50;
    private static final int A_TRANSACTION = 50_000;
    private static final long APART_MS = 120_000;
    private static final long FIRST_MS = 1_500_000_000_000L;

    private Growth() {}

    static void run(Path database, int entries) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = OFF");
            statement.execute("PRAGMA cache_size = -400000");
            connection.setAutoCommit(false);
            try (PreparedStatement entry = connection.prepareStatement(
                            "INSERT INTO entry (device, journal, seq, hash, line, type, at_ms, earliest_ms, latest_ms,"
                                    + " time_source, flagged, fate) VALUES (?, ?, ?, ?, ?, 'punch', ?, ?, ?, 'synced', 0, 'folded')");
                    PreparedStatement punch = connection.prepareStatement(
                            "INSERT INTO punch (at_ms, device, journal, seq, day, month, earliest_ms, latest_ms,"
                                    + " time_source, flagged, staff, method, score)"
                                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'synced', 0, ?, 'finger', 142)");
                    PreparedStatement journal = connection.prepareStatement(
                            "INSERT INTO journal (device, journal, base, base_hash, through, hash, oldest, last)"
                                    + " VALUES (?, ?, 0, ?, ?, ?, 1, ?)")) {
                int each = entries / JOURNALS;
                for (int j = 0; j < JOURNALS; j++) {
                    journal(connection, entry, punch, journal, "was-%02d".formatted(j), j, each);
                }
            }
            connection.commit();
        }
    }

    private static void journal(
            Connection connection,
            PreparedStatement entry,
            PreparedStatement punch,
            PreparedStatement journal,
            String device,
            int number,
            int entries)
            throws SQLException {
        JournalId id = JournalId.of(UUID.randomUUID());
        Hash hash = Chain.start(id);
        for (int seq = 1; seq <= entries; seq++) {
            long atMs = FIRST_MS + seq * APART_MS + number;
            LocalDate day = LocalDate.ofEpochDay(atMs / 86_400_000);
            byte[] line = ("{\"v\":1,\"type\":\"punch\",\"at\":\"" + Instant.ofEpochMilli(atMs)
                            + "\",\"clock\":\"synced\",\"boot\":\"00000000-0000-4000-8000-00000000000a\",\"up\":" + seq
                            + ",\"data\":{\"method\":\"finger\",\"staff\":\"s0001\",\"position\":17,"
                            + "\"enrolment\":\"00000000-0000-4000-8000-0000000000e1\",\"score\":142}}")
                    .getBytes(StandardCharsets.UTF_8);
            hash = Chain.next(hash, line);
            set(entry, device, id.text(), (long) seq, hash.text(), line, atMs, atMs, atMs);
            String month = day.toString().substring(0, 7);
            set(punch, atMs, device, id.text(), (long) seq, day.toString(), month, atMs, atMs, "s%04d".formatted(seq % 105));
            if (seq % A_TRANSACTION == 0) {
                connection.commit();
            }
        }
        set(journal, device, id.text(), Chain.start(id).text(), (long) entries, hash.text(), (long) entries);
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.executeUpdate();
    }
}
