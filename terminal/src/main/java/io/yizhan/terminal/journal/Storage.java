package io.yizhan.terminal.journal;

import io.yizhan.protocol.id.JournalId;
import io.yizhan.terminal.journal.JournalException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A journal's file with one connection to write and one to read, each behind its own lock: SQLite's WAL lets both work
 * at once, so that who writes never waits for who reads. For any thread.
 *
 * <p>SQLite goes on with a file that nobody will find again, and with one whose pages somebody else wrote over, as
 * long as its log and its memory have what is asked for. So before each commit the file is looked at: it must be the
 * one that the last commit left.
 */
final class Storage implements AutoCloseable {

    private final Path file;
    private final JournalFile place;
    private final InUse inUse;
    private final Limits limits;
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock reading = new ReentrantLock();

    // Changed with both locks held.
    private Tables writer;
    private Tables reader;
    private @Nullable Mark left;
    private boolean open = true;
    private boolean ended;

    /** Grows each time that the file was made anew. */
    private final AtomicLong generation = new AtomicLong();

    private volatile @Nullable Kind trouble;
    private Supplier<JournalId> id = () -> {
        throw new IllegalStateException("a journal that nobody has opened");
    };
    private BegunAnew begunAnew = () -> {};

    private Storage(Path file, JournalFile place, InUse inUse, Limits limits) throws SQLException {
        this.file = file;
        this.place = place;
        this.inUse = inUse;
        this.limits = limits;
        this.writer = openWriter();
        this.reader = Tables.open(file);
        this.left = Mark.of(file);
    }

    /** The file is in order then, and no other process has it. */
    static Storage open(Path file, JournalFile place, Limits limits) throws JournalException {
        InUse inUse = InUse.of(file);
        try {
            place.prepare();
            return new Storage(file, place, inUse, limits);
        } catch (SQLException e) {
            inUse.close();
            throw DiskFailure.of(file, e);
        } catch (JournalException e) {
            inUse.close();
            throw e;
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
            boolean untouched = Objects.equals(Mark.of(file), left);
            writer.begin();
            statements.on(writer);
            writer.commit();
            if (untouched) { // else the next write looks what was done to it
                left = Mark.of(file);
            }
        } catch (SQLException e) {
            undo(e);
            throw DiskFailure.of(file, e);
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
            throw DiskFailure.of(file, e);
        } finally {
            reading.unlock();
        }
    }

    /**
     * As {@link #alone}, into a file that is in order: one that is not is set aside first, or when it turns out, and
     * the work is done in the new one.
     */
    <T> T write(Work<T> work) throws JournalException {
        try {
            T done = alone(() -> {
                Optional<String> wrong = wrong();
                if (wrong.isPresent()) {
                    beginAfter(wrong.get());
                }
                try {
                    return work.run();
                } catch (JournalException e) {
                    if (!e.tellsDamage()) {
                        throw e;
                    }
                    beginAfter(String.valueOf(e.getMessage()));
                    return work.run();
                }
            });
            trouble = null;
            return done;
        } catch (JournalException e) {
            trouble = e.kind();
            throw e;
        }
    }

    /** As {@link #read}, and where the file turns out to be damaged, from the new one; never within a work. */
    <T> T readMending(Query<T> query) throws JournalException {
        long before = generation.get();
        try {
            return read(query);
        } catch (JournalException e) {
            if (!e.tellsDamage()) {
                throw e;
            }
            this.<Boolean>alone(() -> {
                if (generation.get() == before) {
                    beginAfter(String.valueOf(e.getMessage()));
                }
                return true;
            });
            return read(query);
        }
    }

    /** What kept the newest {@link #write} from being done. */
    Optional<Kind> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** @param begunAnew hears when a file was set aside */
    void owner(Supplier<JournalId> id, BegunAnew begunAnew) {
        this.id = id;
        this.begunAnew = begunAnew;
    }

    /** What has happened to the file since the last commit that it cannot go on with; only {@link #alone}. */
    private Optional<String> wrong() throws JournalException {
        if (ended) { // opened again now it would be written beside whoever has it next
            throw new JournalException(Kind.BROKEN, file + " is closed: this terminal is stopping", null);
        }
        Mark now = Mark.of(file);
        if (!open) {
            return Optional.of("its disk failed while a new one was begun");
        }
        if (Objects.equals(now, left)) {
            return Optional.empty();
        }
        if (now == null) {
            return Optional.of("its file was taken away while it was in use");
        }
        if (left == null || !Objects.equals(now.key, left.key)) {
            return Optional.of("another file was put in its place while it was in use");
        }
        Optional<String> wrong = place.wrongNow();
        if (wrong.isEmpty()) {
            left = now;
        }
        return wrong;
    }

    /** Sets the file aside, and begins a new journal with all that can be read; changes nothing where that fails. */
    private void beginAfter(String wrong) throws JournalException {
        writing.lock();
        reading.lock();
        try {
            if (open) {
                place.rescue(wrong, writer, id.get(), this::closeConnections);
            } else { // a disk that failed in the middle leaves it closed: it is opened as at a start
                place.prepare();
            }
            open = false;
            writer = openWriter();
            reader = Tables.open(file);
            left = Mark.of(file);
            open = true;
            generation.incrementAndGet();
        } catch (SQLException e) {
            throw DiskFailure.of(file, e);
        } finally {
            reading.unlock();
            writing.unlock();
        }
        begunAnew.begun();
    }

    @Override
    public void close() throws JournalException {
        writing.lock();
        reading.lock();
        ended = true;
        try {
            closeConnections();
        } catch (SQLException e) {
            throw DiskFailure.of(file, e);
        } finally {
            inUse.close();
            reading.unlock();
            writing.unlock();
        }
    }

    private void closeConnections() throws SQLException {
        open = false;
        try {
            reader.close();
        } finally {
            writer.close();
        }
    }

    private Tables openWriter() throws SQLException {
        Tables tables = Tables.open(file);
        tables.limit(limits.bytesMax());
        tables.dropPrepared();
        return tables;
    }

    private void undo(Exception reason) {
        try {
            writer.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    /**
     * By what a file that somebody else replaced or wrote to is told apart. Asking for attributes opens nothing: to
     * open and close the file would drop the locks that SQLite has on it.
     */
    private record Mark(@Nullable Object key, long size, FileTime modified) {

        static @Nullable Mark of(Path file) {
            try {
                BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
                return new Mark(now.fileKey(), now.size(), now.lastModifiedTime());
            } catch (IOException gone) {
                return null;
            }
        }
    }

    interface Statements {
        void on(Tables tables) throws SQLException;
    }

    interface Query<T> {
        T on(Tables tables) throws SQLException;
    }

    interface BegunAnew {
        void begun() throws JournalException;
    }

    interface Work<T> {
        T run() throws JournalException;
    }
}
