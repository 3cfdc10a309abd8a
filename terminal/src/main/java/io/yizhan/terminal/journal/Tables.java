package io.yizhan.terminal.journal;

import io.yizhan.protocol.id.Hash;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One connection to a journal's file, and all SQL that is said on it. Not thread-safe. */
final class Tables implements AutoCloseable {

    /** Raised with each change of the tables; a file of a higher one was made by a newer version. */
    static final int SHAPE = 1;

    static final String ENTRY = "entry";

    /** The table in which a journal that begins anew is made ready beside the one in use. */
    static final String ENTRY_ANEW = "entry_anew";

    /**
     * The file belongs to one process, and the index of its log to that process's memory. SQLite's usual way is a file
     * of it that is mapped into memory: when the disk turns read-only the next write there ends the whole process.
     */
    private static final String OF_ONE_PROCESS = "?vfs=unix-excl";

    private static final int PAGE_BYTES = 4096;
    private static final int BUSY_TIMEOUT_MS = 5_000;

    private final Connection connection;

    private Tables(Connection connection) {
        this.connection = connection;
    }

    /** Opens the file, which is made if need be. */
    static Tables open(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection(
                "jdbc:sqlite:" + file.toAbsolutePath().toUri() + OF_ONE_PROCESS);
        try {
            Tables tables = new Tables(connection);
            tables.run("PRAGMA busy_timeout=" + BUSY_TIMEOUT_MS);
            tables.run("PRAGMA journal_mode=WAL");
            tables.run("PRAGMA synchronous=FULL");
            return tables;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    void limit(long bytesMax) throws SQLException {
        run("PRAGMA max_page_count=" + bytesMax / PAGE_BYTES);
    }

    int shape() throws SQLException {
        return (int) number("PRAGMA user_version", 0);
    }

    void create() throws SQLException {
        createEntries(ENTRY);
        run("CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID, STRICT");
        run("CREATE TABLE note (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID, STRICT");
        run("CREATE TABLE acked (day INTEGER PRIMARY KEY, through INTEGER NOT NULL) STRICT");
        run("PRAGMA user_version=" + SHAPE);
    }

    void createEntries(String table) throws SQLException {
        run("CREATE TABLE " + table + " (seq INTEGER PRIMARY KEY, line BLOB NOT NULL, hash BLOB NOT NULL) STRICT");
    }

    /** Makes the table that was prepared the one in use. */
    void replaceEntries() throws SQLException {
        run("DROP TABLE " + ENTRY);
        run("ALTER TABLE " + ENTRY_ANEW + " RENAME TO " + ENTRY);
    }

    void dropPrepared() throws SQLException {
        run("DROP TABLE IF EXISTS " + ENTRY_ANEW);
    }

    /** Empty when the file's structure is sound, else what SQLite found. */
    Optional<String> damage() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA quick_check(1)")) {
            String found = row.next() ? row.getString(1) : "no answer";
            return "ok".equals(found) ? Optional.empty() : Optional.of(found.replace('\n', ' '));
        }
    }

    void begin() throws SQLException {
        run("BEGIN IMMEDIATE");
    }

    void commit() throws SQLException {
        run("COMMIT");
    }

    /** After a full disk SQLite has rolled back already, and says so with an error. */
    void rollback() throws SQLException {
        run("ROLLBACK");
    }

    void insert(String table, Entry entry) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO " + table + " (seq, line, hash) VALUES (?, ?, ?)")) {
            statement.setLong(1, entry.seq());
            statement.setBytes(2, entry.line());
            statement.setBytes(3, entry.hash().bytes());
            statement.executeUpdate();
        }
    }

    /** Entries from {@code from} on, upwards, as many as {@code entriesMax} and {@code bytesMax} (an LF each) allow. */
    List<Entry> entries(long from, int entriesMax, int bytesMax) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT seq, line, hash FROM entry WHERE seq >= ? ORDER BY seq LIMIT ?")) {
            statement.setLong(1, from);
            statement.setInt(2, entriesMax);
            try (ResultSet row = statement.executeQuery()) {
                int bytes = 0;
                while (row.next()) {
                    Entry entry = new Entry(row.getLong(1), row.getBytes(2), Hash.of(row.getBytes(3)));
                    bytes += entry.line().length + 1;
                    if (bytes > bytesMax) {
                        break;
                    }
                    entries.add(entry);
                }
            }
        }
        return entries;
    }

    Optional<Hash> hash(long seq) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT hash FROM entry WHERE seq = ?")) {
            statement.setLong(1, seq);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(Hash.of(row.getBytes(1))) : Optional.empty();
            }
        }
    }

    /** The highest number, or {@code none} where there is no entry. */
    long lastSeq(long none) throws SQLException {
        return number("SELECT max(seq) FROM entry", none);
    }

    /** The lowest number, or {@code none} where there is no entry. */
    long firstSeq(long none) throws SQLException {
        return number("SELECT min(seq) FROM entry", none);
    }

    void deleteThrough(long seq) throws SQLException {
        run("DELETE FROM entry WHERE seq <= " + seq);
    }

    /** Everything through {@code through} was acknowledged by the end of that day. */
    void acked(long day, long through) throws SQLException {
        run("DELETE FROM acked WHERE through > " + through);
        run("INSERT INTO acked (day, through) VALUES (" + day + ", " + through
                + ") ON CONFLICT (day) DO UPDATE SET through = excluded.through");
    }

    /** The highest number that was acknowledged; 0 for none. */
    long acked() throws SQLException {
        return number("SELECT max(through) FROM acked", 0);
    }

    /**
     * The highest number that was acknowledged by the end of that day, and since which the hub has answered on so many
     * days more; 0 for none. A day that says more than a later one does was named by a wrong clock, and counts for
     * nothing.
     *
     * @param today later days were named by a wrong clock, too
     */
    long ackedBy(long day, int daysSince, long today) throws SQLException {
        return number("SELECT max(through) FROM acked said WHERE " + upTo(day, daysSince, today), 0);
    }

    void forgetAcked() throws SQLException {
        run("DELETE FROM acked");
    }

    /** All days before the newest one that {@link #ackedBy} goes by. */
    void forgetAckedBefore(long day, int daysSince, long today) throws SQLException {
        run("DELETE FROM acked WHERE day < (SELECT max(day) FROM acked said WHERE " + upTo(day, daysSince, today)
                + ")");
    }

    private static String upTo(long day, int daysSince, long today) {
        return "day <= " + day + " AND day <= (SELECT day FROM acked WHERE day <= " + today
                + " ORDER BY day DESC LIMIT 1 OFFSET " + daysSince + ") AND NOT EXISTS (SELECT 1 FROM acked later"
                + " WHERE later.day > said.day AND later.day <= " + today + " AND later.through < said.through)";
    }

    Optional<String> meta(String key) throws SQLException {
        return value("SELECT value FROM meta WHERE key = ?", key);
    }

    void meta(String key, String value) throws SQLException {
        put(
                "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                key,
                value);
    }

    Optional<String> note(String key) throws SQLException {
        return value("SELECT value FROM note WHERE key = ?", key);
    }

    Map<String, String> notes(String prefix) throws SQLException {
        Map<String, String> notes = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT key, value FROM note WHERE substr(key, 1, length(?1)) = ?1 ORDER BY key")) {
            statement.setString(1, prefix);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    notes.put(row.getString(1), row.getString(2));
                }
            }
        }
        return notes;
    }

    void remember(Note... notes) throws SQLException {
        for (Note note : notes) {
            note(note);
        }
    }

    void note(Note note) throws SQLException {
        if (note.value() == null) {
            put("DELETE FROM note WHERE key = ?", note.key(), null);
        } else {
            put(
                    "INSERT INTO note (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                    note.key(),
                    note.value());
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private Optional<String> value(String sql, String key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, key);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    private void put(String sql, String key, @Nullable String value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, key);
            if (value != null) {
                statement.setString(2, value);
            }
            statement.executeUpdate();
        }
    }

    long number(String sql, long none) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            if (!row.next()) {
                return none;
            }
            long value = row.getLong(1);
            return row.wasNull() ? none : value;
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** One stored line and its hash. */
    record Entry(long seq, byte[] line, Hash hash) {}
}
