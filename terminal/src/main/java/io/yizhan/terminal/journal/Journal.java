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
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happened at this terminal, in order and for good: on disk when {@link #append} returns, chained by hashes, kept
 * until the hub has it and for 90 days more. Beside it stand notes, which nobody is told. For any thread; whoever
 * appends waits for the disk and for other writers, never for a reader or the network.
 */
public final class Journal implements AutoCloseable {

    /** How long an acknowledged entry is kept, so that a hub restored from a backup can be shipped it again. */
    public static final Duration KEPT_AFTER_ACK = Duration.ofDays(90);

    /** Entries that are let go in one commit, so that an append waits for milliseconds only. */
    private static final int CHUNK_ENTRIES = 500;

    private static final String NOTE_TRIED = "journal/tried";

    private static final LineFormat<Fact> FORMAT = LineFormat.ofTerminals();
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final Path file;
    private final HallClock clock;
    private final Limits limits;
    private final Storage storage;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Changed only by who writes. */
    private volatile Extent extent;

    private Journal(Path file, HallClock clock, Limits limits, Storage storage) throws JournalException {
        this.file = file;
        this.clock = clock;
        this.limits = limits;
        this.storage = storage;
        this.extent = storage.read(Extent::read);
        storage.owner(this::id, this::begunAnew);
    }

    /**
     * Opens the journal of this machine, and makes it if there is none. One of another machine, or a damaged one, is
     * set aside: what reads of it is carried over with its origin, and a fault entry tells.
     *
     * @param machineSerial as the machine tells it, so that a card that was moved or cloned is noticed
     */
    public static Journal open(Path file, String machineSerial, HallClock clock) throws JournalException {
        return open(file, machineSerial, clock, Limits.OF_A_TERMINAL);
    }

    static Journal open(Path file, String machineSerial, HallClock clock, Limits limits) throws JournalException {
        InUse inUse = InUse.of(file);
        JournalFile place = new JournalFile(file, machineSerial, FORMAT);
        Optional<String> setAside;
        try {
            setAside = place.prepare();
        } catch (JournalException e) {
            inUse.close();
            throw e;
        }
        Journal journal = new Journal(file, clock, limits, Storage.open(file, place, inUse, limits));
        try {
            journal.tellSetAside(setAside);
        } catch (JournalException e) {
            journal.close();
            throw e;
        }
        return journal;
    }

    /**
     * Records a fact, and in the same commit the notes. It and they are on disk when this returns, and then a person
     * may be told.
     *
     * @return the entry's number
     * @throws JournalException nothing was recorded
     */
    public long append(Fact fact, Note... notes) throws JournalException {
        long seq = storage.write(() -> add(fact, notes));
        listeners.forEach(Runnable::run);
        return seq;
    }

    /** Writes notes that no fact goes with; on disk when this returns. */
    public void remember(Note... notes) throws JournalException {
        storage.write(() -> {
            storage.commit(tables -> tables.remember(notes));
            return notes.length;
        });
    }

    public Optional<String> note(String key) throws JournalException {
        return storage.readMending(tables -> tables.note(key));
    }

    /** All notes whose key begins so, by key. */
    public Map<String, String> notes(String prefix) throws JournalException {
        return storage.readMending(tables -> tables.notes(prefix));
    }

    /** What keeps the journal from taking anything, as the last try to write showed; empty while all is well. */
    public Optional<Kind> trouble() {
        return storage.trouble();
    }

    /** Writes something that means nothing, and clears {@link #trouble} if an entry would be taken now. */
    public void tryAgain() throws JournalException {
        storage.write(() -> {
            makeRoom();
            storage.commit(tables -> tables.remember(new Note(NOTE_TRIED, Long.toString(clock.upMs()))));
            return true;
        });
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

    /** The lines from {@code from} on, as many as entries and bytes allow; an LF counts for each. */
    public List<byte[]> read(long from, int entriesMax, int bytesMax) throws JournalException {
        return storage.readMending(tables -> tables.entries(from, entriesMax, bytesMax)).stream()
                .map(Entry::line)
                .toList();
    }

    /** The hash of the chain at this number; empty for one that is not held, but for the one before the oldest. */
    public Optional<Hash> hash(long seq) throws JournalException {
        Extent now = extent;
        if (seq == now.oldest() - 1) {
            return Optional.of(now.baseHash());
        }
        return seq == now.last() ? Optional.of(now.lastHash()) : storage.readMending(tables -> tables.hash(seq));
    }

    /**
     * The hub has everything up to {@code through}; that is lower than before when a hub was restored from a backup.
     * Written down at the first of a day only: what a restart forgets of it the hub tells again in its first answer.
     *
     * @param at the hub's time, from which on the 90 days count
     */
    public void acknowledged(long through, OffsetDateTime at) throws JournalException {
        long day = at.toLocalDate().toEpochDay();
        storage.<Boolean>alone(() -> {
            Extent before = extent;
            long known = Math.min(through, before.last());
            extent = before.acknowledged(known, day);
            if (known < before.acked() || day != before.ackedDay()) {
                storage.commit(tables -> tables.acked(day, known));
            }
            return true;
        });
    }

    /** Lets go what was acknowledged 90 days ago. To be called now and then. */
    public void prune(OffsetDateTime hubNow) throws JournalException {
        long day = hubNow.toLocalDate().toEpochDay() - KEPT_AFTER_ACK.toDays() - 1;
        long through = Math.min(storage.read(tables -> tables.ackedBy(day)), acked());
        if (oldest() > through) {
            return;
        }
        while (oldest() <= through) {
            release(through);
        }
        storage.commit(tables -> tables.forgetAckedBefore(day));
    }

    /**
     * Begins a new journal with every entry that is held, each with its origin. Appends go on meanwhile, but for the
     * moment of the change; until then the old journal stands.
     */
    public void beginAnew() throws JournalException {
        JournalId id = JournalId.of(UUID.randomUUID());
        Successor successor = Successor.begin(storage, new Renumbering(FORMAT, id(), id), oldest() - 1);
        successor.copyAlmost(this::last);
        storage.<Boolean>alone(() -> {
            extent = successor.succeed(id, last());
            return true;
        });
        LOG.atWarn().addKeyValue("journal", id).addKeyValue("entries", last()).log("began a new journal");
    }

    @Override
    public void close() throws JournalException {
        storage.close();
    }

    /** With what still reads of a file that could not go on; on the thread of who noticed, and alone. */
    private void begunAnew(String told) throws JournalException {
        extent = storage.read(Extent::read);
        tellSetAside(Optional.of(told));
        listeners.forEach(Runnable::run);
    }

    private void tellSetAside(Optional<String> told) throws JournalException {
        if (told.isPresent()) {
            add(new FaultRaised("journal", "set-aside", told.get()));
            add(new FaultCleared("journal", "set-aside", null));
        }
    }

    private long add(Fact fact, Note... notes) throws JournalException {
        return storage.alone(() -> {
            makeRoom();
            Entry entry = next(fact);
            commit(entry, notes);
            extent = extent.with(entry);
            return entry.seq();
        });
    }

    private Entry next(Fact fact) {
        Extent before = extent;
        byte[] line = FORMAT.write(clock.now(), clock.trust(), clock.boot(), clock.upMs(), fact);
        if (line.length > Line.BYTES_MAX) {
            throw new IllegalArgumentException("a " + fact.getClass().getSimpleName() + " of " + line.length
                    + " bytes is longer than an entry may be, " + Line.BYTES_MAX);
        }
        return new Entry(before.last() + 1, line, Chain.next(before.lastHash(), line));
    }

    private void commit(Entry entry, Note... notes) throws JournalException {
        Storage.Statements statements = tables -> {
            tables.insert(Tables.ENTRY, entry);
            tables.remember(notes);
        };
        try {
            storage.commit(statements);
        } catch (JournalException e) {
            if (e.kind() != Kind.FULL || acked() < oldest()) {
                throw e;
            }
            release(acked());
            storage.commit(statements);
        }
    }

    private void makeRoom() throws JournalException {
        if (extent.entries() < limits.entriesMax()) {
            return;
        }
        if (acked() < oldest()) {
            throw new JournalException(
                    Kind.FULL,
                    "the journal " + file + " holds " + extent.entries()
                            + " entries, none of which the hub has: nothing"
                            + " more is taken until it has been reached; look at the network, the broker and the hub",
                    null);
        }
        release(acked());
    }

    /** Lets the oldest entries go, at most so far and at most a chunk. */
    private void release(long through) throws JournalException {
        storage.<Boolean>alone(() -> {
            Extent before = extent;
            long to = Math.min(through, before.oldest() + CHUNK_ENTRIES - 1);
            Hash hash = storage.read(tables -> tables.hash(to)).orElseThrow();
            storage.commit(tables -> {
                tables.deleteThrough(to);
                Extent.write(tables, before.id(), to, hash);
            });
            extent = before.released(to, hash);
            return true;
        });
    }
}
