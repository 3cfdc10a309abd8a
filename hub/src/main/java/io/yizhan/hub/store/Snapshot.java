package io.yizhan.hub.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One moment of a database, for as long as it is open, while another process may be writing to it. It writes nothing.
 * As long as it is open the writer's WAL cannot begin anew, so the file beside the database grows. Used by one thread
 * at a time.
 */
public final class Snapshot implements Rows, AutoCloseable {

    private final Session session;

    private Snapshot(Session session) {
        this.session = session;
    }

    /** @throws StoreException when it cannot be read, or is not of this version */
    public static Snapshot open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new StoreException("there is no database " + file + ": name the folder of a hall", null);
        }
        try {
            Session session = Session.openReadOnly(file);
            boolean taken = false;
            try {
                session.execute("PRAGMA busy_timeout = 10000");
                session.execute("BEGIN");
                Migrations.checkWhole(session, file);
                taken = true;
                return new Snapshot(session);
            } finally {
                if (!taken) {
                    session.close();
                }
            }
        } catch (SQLException e) {
            throw new StoreException(
                    "the database " + file + " cannot be read: " + e.getMessage()
                            + ". Is it this user's, and is it the hub's file?",
                    e);
        }
    }

    @Override
    public <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... arguments) throws SQLException {
        return session.list(sql, reader, arguments);
    }

    @Override
    public <T> Optional<T> one(String sql, RowReader<T> reader, @Nullable Object... arguments) throws SQLException {
        return session.one(sql, reader, arguments);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (SQLException e) {
            throw new StoreException("a snapshot did not close: " + e.getMessage(), e);
        }
    }
}
