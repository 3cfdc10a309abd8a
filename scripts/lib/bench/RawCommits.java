package bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** A row of an entry's size, committed alone and on disk. */
final class RawCommits implements AutoCloseable {

    private static final int LINE_BYTES = 320;

    private final Connection connection;
    private final PreparedStatement insert;

    RawCommits(Path file) throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("CREATE TABLE IF NOT EXISTS entry (seq INTEGER PRIMARY KEY, line BLOB, hash TEXT)");
        }
        insert = connection.prepareStatement("INSERT INTO entry (line, hash) VALUES (?, ?)");
    }

    void once() throws SQLException {
        insert.setBytes(1, new byte[LINE_BYTES]);
        insert.setString(2, "0".repeat(64));
        insert.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
