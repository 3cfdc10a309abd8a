package bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.LockSupport;

/** Counts another process's commits to a database, by looking 2,000 times a second whether it changed. */
final class Commits implements AutoCloseable {

    private static final long LOOK_NS = 500_000;

    private final Thread thread;
    private volatile boolean ended;
    private long seen; // read after the thread's end

    Commits(Path database) {
        thread = Thread.ofPlatform().start(() -> count(database));
    }

    private void count(Path database) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            long before = version(statement);
            while (!ended) {
                long now = version(statement);
                if (now != before) {
                    seen++;
                    before = now;
                }
                LockSupport.parkNanos(LOOK_NS);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the commits to " + database + " cannot be counted", e);
        }
    }

    private static long version(Statement statement) throws SQLException {
        try (ResultSet version = statement.executeQuery("PRAGMA data_version")) {
            version.next();
            return version.getLong(1);
        }
    }

    /** Ends the count. */
    long seen() throws InterruptedException {
        ended = true;
        thread.join();
        return seen;
    }

    @Override
    public void close() throws InterruptedException {
        seen();
    }
}
