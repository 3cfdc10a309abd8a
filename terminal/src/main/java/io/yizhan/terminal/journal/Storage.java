package io.yizhan.terminal.journal;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A journal's file with one connection to write and one to read, each behind its own lock: SQLite's WAL lets both work
 * at once, so that who writes never waits for who reads. For any thread.
 */
final class Storage implements AutoCloseable {

    private final Path file;
    private final InUse inUse;
    private final Tables writer;
    private final Tables reader;
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock reading = new ReentrantLock();

    private Storage(Path file, InUse inUse, Tables writer, Tables reader) {
        this.file = file;
        this.inUse = inUse;
        this.writer = writer;
        this.reader = reader;
    }

    /** Takes over {@code inUse}, also when it fails. */
    static Storage open(Path file, InUse inUse, Limits limits) throws JournalException {
        try {
            Tables writer = Tables.open(file);
            writer.limit(limits.bytesMax());
            writer.dropPrepared();
            return new Storage(file, inUse, writer, Tables.open(file));
        } catch (SQLException e) {
            inUse.close();
            throw JournalFile.failure(file, e);
        }
    }

    /** Several commits, and what is worked out between them, with no other writer in between. */
    <T> T alone(Work<T> work) throws JournalException {
        writing.lock();
        try {
            return work.run();
        } finally {
            writing.unlock();
        }
    }

    /** One commit, on disk when this returns; all of it or, when it throws, nothing. */
    void commit(Statements statements) throws JournalException {
        writing.lock();
        try {
            writer.begin();
            statements.on(writer);
            writer.commit();
        } catch (SQLException e) {
            undo(e);
            throw JournalFile.failure(file, e);
        } catch (RuntimeException e) {
            undo(e);
            throw e;
        } finally {
            writing.unlock();
        }
    }

    <T> T read(Query<T> query) throws JournalException {
        reading.lock();
        try {
            return query.on(reader);
        } catch (SQLException e) {
            throw JournalFile.failure(file, e);
        } finally {
            reading.unlock();
        }
    }

    @Override
    public void close() throws JournalException {
        writing.lock();
        reading.lock();
        try {
            reader.close();
            writer.close();
        } catch (SQLException e) {
            throw JournalFile.failure(file, e);
        } finally {
            inUse.close();
            reading.unlock();
            writing.unlock();
        }
    }

    private void undo(Exception reason) {
        try {
            writer.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    interface Statements {
        void on(Tables tables) throws SQLException;
    }

    interface Query<T> {
        T on(Tables tables) throws SQLException;
    }

    interface Work<T> {
        T run() throws JournalException;
    }
}
