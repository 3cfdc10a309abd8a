package io.yizhan.terminal.journal;

import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.fact.FaultCleared;
import io.yizhan.protocol.fact.FaultRaised;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.journal.Chain;
import io.yizhan.protocol.journal.Line;
import io.yizhan.protocol.journal.LineFormat;
import io.yizhan.terminal.clock.HallClock;
import io.yizhan.terminal.journal.JournalException.Kind;
import io.yizhan.terminal.journal.Tables.Entry;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happened at this terminal, in order and for good: on disk when {@link #append} returns, chained by hashes, kept until
 * the hub has it and for 90 days more. Beside it stand notes, which nobody is told. For any thread; whoever appends waits for
 * the disk and for other appends, never for a reader or the network.
 */
public final class Journal implements AutoCloseable {

    /** How long an acknowledged entry is kept, so that a hub restored from a backup can be shipped it again. */
    public static final Duration KEPT_AFTER_ACK = Duration.ofDays(90);

    /** Entries that are copied or pruned in one commit, so that an append waits for milliseconds only. */
    private static final int CHUNK_ENTRIES = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final Path file;
    private final HallClock clock;
    private final Limits limits;
    private final LineFormat<Fact> format = LineFormat.ofTerminals();
    private final FileChannel inUse;
    private final Tables writer;
    private final Tables reader;
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock reading = new ReentrantLock();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Extent extent;

    private Journal(Path file, HallClock clock, Limits limits, FileChannel inUse, Tables writer, Tables reader)
            throws SQLException {
        this.file = file;
        this.clock = clock;
        this.limits = limits;
        this.inUse = inUse;
        this.writer = writer;
        this.reader = reader;
        this.extent = Extent.read(reader);
    }

    /**
     * Opens the journal of this machine, and makes it if there is none. One of another machine, or a damaged one, is set
     * aside: what reads of it is carried over with its origin, and a fault entry tells.
     *
     * @param machineSerial as the machine tells it, so that a card that was moved or cloned is noticed
     */
    public static Journal open(Path file, String machineSerial, HallClock clock) throws JournalException {
        return open(file, machineSerial, clock, Limits.OF_A_TERMINAL);
    }

    static Journal open(Path file, String machineSerial, HallClock clock, Limits limits) throws JournalException {
        FileChannel inUse = lock(file);
        boolean opened = false;
        try {
            Optional<String> setAside = new JournalFile(file, machineSerial, LineFormat.ofTerminals()).prepare();
            Tables writer = Tables.open(file);
            writer.limit(limits.bytesMax());
            writer.dropPrepared();
            Journal journal = new Journal(file, clock, limits, inUse, writer, Tables.open(file));
            if (setAside.isPresent()) {
                journal.append(new FaultRaised("journal", "set-aside", setAside.get()));
                journal.append(new FaultCleared("journal", "set-aside", null));
            }
            opened = true;
            return journal;
        } catch (SQLException e) {
            throw JournalFile.failure(file, e);
        } finally {
            if (!opened) {
                unlock(inUse);
            }
        }
    }

    /**
     * Records a fact, and in the same commit the notes. It and they are on disk when this returns, and then a person may be
     * told.
     *
     * @return the entry's number
     * @throws JournalException nothing was recorded
     */
    public long append(Fact fact, Note... notes) throws JournalException {
        long seq;
        writing.lock();
        try {
            makeRoom();
            Extent before = extent;
            byte[] line = format.write(clock.now(), clock.trust(), clock.boot(), clock.upMs(), fact);
            if (line.length > Line.BYTES_MAX) {
                throw new IllegalArgumentException("a " + fact.getClass().getSimpleName() + " of " + line.length
                        + " bytes is longer than an entry may be, " + Line.BYTES_MAX);
            }
            Entry entry = new Entry(before.last() + 1, line, Chain.next(before.lastHash(), line));
            write(entry, notes);
            extent = extent.with(entry);
            seq = entry.seq();
        } finally {
            writing.unlock();
        }
        listeners.forEach(Runnable::run);
        return seq;
    }

    /** Writes notes that no fact goes with; on disk when this returns. */
    public void remember(Note... notes) throws JournalException {
        writing.lock();
        try {
            write(() -> {
                for (Note note : notes) {
                    writer.note(note);
                }
            });
        } finally {
            writing.unlock();
        }
    }

    public Optional<String> note(String key) throws JournalException {
        return read(() -> reader.note(key));
    }

    /** All notes whose key begins so, by key. */
    public Map<String, String> notes(String prefix) throws JournalException {
        return read(() -> reader.notes(prefix));
    }

    /** Called after each append, on the thread that appended: it must only enqueue. */
    public void onAppend(Runnable listener) {
        listeners.add(listener);
    }

    public JournalId id() {
        return extent.id();
    }

    /** The number of the oldest entry that is still held; last + 1 when none is. */
    public long oldest() {
        return extent.oldest();
    }

    /** The number of the newest entry; 0 before the first. */
    public long last() {
        return extent.last();
    }

    /** The hub has everything up to here. */
    public long acked() {
        return extent.acked();
    }

    /** The lines from {@code from} on, as many as {@code entriesMax} and {@code bytesMax} (an LF counted for each) allow. */
    public List<byte[]> read(long from, int entriesMax, int bytesMax) throws JournalException {
        return read(() -> reader.entries(from, entriesMax, bytesMax)).stream()
                .map(Entry::line)
                .toList();
    }

    /** The hash of the chain at this number; empty for one that is not held, but for the one before the oldest. */
    public Optional<Hash> hash(long seq) throws JournalException {
        Extent now = extent;
        if (seq == now.oldest() - 1) {
            return Optional.of(now.baseHash());
        }
        return seq == now.last() ? Optional.of(now.lastHash()) : read(() -> reader.hash(seq));
    }

    /**
     * The hub has everything up to {@code through}; lower than before when a hub was restored from a backup. Remembered over
     * a restart by the day only: what is lost of it the hub tells again at its first answer.
     *
     * @param at the hub's time, from which on the 90 days count
     */
    public void acknowledged(long through, OffsetDateTime at) throws JournalException {
        long day = at.toLocalDate().toEpochDay();
        writing.lock();
        try {
            Extent before = extent;
            long known = Math.min(through, before.last());
            boolean back = known < before.acked();
            extent = before.acknowledged(known, day);
            if (back || day != before.ackedDay()) {
                write(() -> writer.acked(day, known));
            }
        } finally {
            writing.unlock();
        }
    }

    /** Lets go what was acknowledged 90 days ago. To be called now and then. */
    public void prune(OffsetDateTime hubNow) throws JournalException {
        long day = hubNow.toLocalDate().toEpochDay() - KEPT_AFTER_ACK.toDays() - 1;
        long through = read(() -> reader.ackedBy(day));
        while (oldest() <= through) {
            writing.lock();
            try {
                release(Math.min(through, oldest() + CHUNK_ENTRIES - 1));
            } finally {
                writing.unlock();
            }
        }
        write(() -> writer.forgetAckedBefore(day));
    }

    /**
     * Begins a new journal with every entry that is held, each with its origin. Appends go on meanwhile, but for the moment
     * of the change; until then the old journal stands.
     */
    public void beginAnew() throws JournalException {
        JournalId id = JournalId.of(UUID.randomUUID());
        Renumbering renumbering = new Renumbering(format, id(), id);
        write(() -> {
            writer.dropPrepared();
            writer.createEntries(Tables.ENTRY_ANEW);
        });
        long copied = oldest() - 1;
        while (copied + CHUNK_ENTRIES < last()) {
            copied = copy(renumbering, copied);
        }
        writing.lock();
        try {
            while (copied < last()) {
                copied = copy(renumbering, copied);
            }
            write(() -> {
                writer.replaceEntries();
                writer.forgetAcked();
                Extent.write(writer, id, 0, Chain.start(id));
            });
            extent = new Extent(id, 1, Chain.start(id), renumbering.seq(), renumbering.hash(), 0, 0);
        } finally {
            writing.unlock();
        }
        LOG.atWarn()
                .addKeyValue("journal", id)
                .addKeyValue("entries", renumbering.seq())
                .log("began a new journal");
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
            unlock(inUse);
            reading.unlock();
            writing.unlock();
        }
    }

    private long copy(Renumbering renumbering, long copied) throws JournalException {
        List<Entry> entries = read(() -> reader.entries(copied + 1, CHUNK_ENTRIES, Integer.MAX_VALUE)).stream()
                .map(renumbering::next)
                .toList();
        write(() -> {
            for (Entry entry : entries) {
                writer.insert(Tables.ENTRY_ANEW, entry);
            }
        });
        return copied + entries.size();
    }

    private void write(Entry entry, Note... notes) throws JournalException {
        Statements statements = () -> {
            writer.insert(Tables.ENTRY, entry);
            for (Note note : notes) {
                writer.note(note);
            }
        };
        try {
            write(statements);
        } catch (JournalException e) {
            if (e.kind() != Kind.FULL || !releaseAcknowledged()) {
                throw e;
            }
            write(statements);
        }
    }

    private void makeRoom() throws JournalException {
        if (extent.entries() < limits.entriesMax()) {
            return;
        }
        if (!releaseAcknowledged()) {
            throw new JournalException(
                    Kind.FULL,
                    "the journal " + file + " holds " + extent.entries()
                            + " entries, none of which the hub has: nothing"
                            + " more is taken until it has been reached; look at the network, the broker and the hub",
                    null);
        }
    }

    private boolean releaseAcknowledged() throws JournalException {
        Extent now = extent;
        if (now.acked() < now.oldest()) {
            return false;
        }
        release(Math.min(now.acked(), now.oldest() + CHUNK_ENTRIES - 1));
        return true;
    }

    private void release(long through) throws JournalException {
        Extent before = extent;
        Hash[] hash = new Hash[1];
        write(() -> {
            hash[0] = writer.hash(through).orElseThrow();
            writer.deleteThrough(through);
            Extent.write(writer, before.id(), through, hash[0]);
        });
        extent = before.released(through, hash[0]);
    }

    /** One commit. The caller may hold {@link #writing} already, for what must happen together with it. */
    private void write(Statements statements) throws JournalException {
        writing.lock();
        try {
            writer.begin();
            statements.run();
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

    private void undo(Exception reason) {
        try {
            writer.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    private <T> T read(Query<T> query) throws JournalException {
        reading.lock();
        try {
            return query.run();
        } catch (SQLException e) {
            throw JournalFile.failure(file, e);
        } finally {
            reading.unlock();
        }
    }

    private static FileChannel lock(Path file) throws JournalException {
        Path lock = file.resolveSibling(file.getFileName() + ".lock");
        try {
            Files.createDirectories(lock.toAbsolutePath().getParent());
            FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isFree(channel)) {
                return channel;
            }
            channel.close();
        } catch (IOException e) {
            throw new JournalException(
                    Kind.BROKEN, lock + " cannot be made: " + e + "; may this user write in its folder?", e);
        }
        throw new JournalException(
                Kind.BROKEN,
                "another process uses the journal " + file + "; stop it, or give this terminal its own folder",
                null);
    }

    private static boolean isFree(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException usedByThisProcess) {
            return false;
        }
    }

    private static void unlock(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("the journal's lock was not closed");
        }
    }

    private interface Statements {
        void run() throws SQLException;
    }

    private interface Query<T> {
        T run() throws SQLException;
    }
}
