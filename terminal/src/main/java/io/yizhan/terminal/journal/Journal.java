package io.yizhan.terminal.journal;

import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.journal.Chain;
import io.yizhan.protocol.journal.Line;
import io.yizhan.protocol.journal.LineFormat;
import io.yizhan.terminal.clock.HallClock;
import io.yizhan.terminal.journal.JournalException.Kind;
import io.yizhan.terminal.journal.Tables.Entry;
import java.nio.file.Path;
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

    private static final String NOTE_TRIED = "journal/tried";

    private static final LineFormat<Fact> FORMAT = LineFormat.ofTerminals();
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final HallClock clock;
    private final Storage storage;
    private final Retention retention;
    private final Untold untold;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Changed only by who writes. */
    private volatile Extent extent;

    private volatile boolean heard;
    private volatile boolean forked;

    private Journal(Path file, HallClock clock, Limits limits, Storage storage) throws JournalException {
        this.clock = clock;
        this.storage = storage;
        this.retention = new Retention(file, storage, limits);
        this.untold = new Untold(storage);
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
        JournalFile place = new JournalFile(file, machineSerial, FORMAT);
        Journal journal = new Journal(file, clock, limits, Storage.open(file, place, limits));
        try {
            journal.untold.tell(journal::add);
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
        long seq = storage.write(() -> {
            untold.tellWaiting(this::add);
            return add(fact, notes);
        });
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
            extent = retention.roomFor(extent);
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

    /**
     * How it stands at one moment: nothing that happened before it is still on its way to the disk.
     *
     * @param upMs this machine's uptime then
     */
    public record Standing(JournalId id, long oldest, long last, long upMs) {}

    /** Waits for who writes now. */
    public Standing standing() throws JournalException {
        return storage.alone(() -> new Standing(id(), oldest(), last(), clock.upMs()));
    }

    /** Whether the hub has answered since the start how far it has this journal. */
    public boolean isHeard() {
        return heard;
    }

    /**
     * Whether it is known that another history of this journal went on elsewhere, as of a card that was copied or put
     * back to an older image; until it has begun anew.
     */
    public boolean isForked() {
        return forked;
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
     *
     * @param of the journal that this is said of; for another than the one in use nothing happens
     * @param at the hub's time, from which on the 90 days count
     */
    public void acknowledged(JournalId of, long through, OffsetDateTime at) throws JournalException {
        long day = at.toLocalDate().toEpochDay();
        storage.<Boolean>alone(() -> {
            Extent before = extent;
            if (!before.id().equals(of)) {
                return false;
            }
            heard = true;
            extent = before.acknowledged(Math.min(through, before.last()), day);
            retention.writeDown(before, extent);
            return true;
        });
    }

    /** Lets go what was acknowledged long enough ago: see {@link Retention}. To be called now and then. */
    public void prune(OffsetDateTime hubNow) throws JournalException {
        long today = hubNow.toLocalDate().toEpochDay();
        JournalId of = id();
        long through = Math.min(retention.due(today), acked());
        if (release(of, through)) {
            while (release(of, through)) {}
            retention.forgetBefore(today);
        }
    }

    /**
     * Begins a new journal with every entry that is held, each with its origin. Appends go on meanwhile, but for the
     * moment of the change; until then the old journal stands.
     */
    public void beginAnew() throws JournalException {
        forked = true;
        JournalId id = JournalId.of(UUID.randomUUID());
        try {
            Successor successor = Successor.begin(storage, new Renumbering(FORMAT, id(), id), oldest() - 1);
            successor.copyAlmost(this::last);
            storage.<Boolean>alone(() -> {
                extent = successor.succeed(id, last());
                return true;
            });
        } catch (JournalException e) {
            Successor.giveUp(storage, e);
            throw e;
        }
        forked = false;
        LOG.atWarn().addKeyValue("journal", id).addKeyValue("entries", last()).log("began a new journal");
    }

    @Override
    public void close() throws JournalException {
        storage.close();
    }

    /** With what still reads of a file that could not go on; on the thread of who noticed, and alone. */
    private void begunAnew() throws JournalException {
        forked = false; // the hub says nothing of it any more: it doesn't know the new one's id
        extent = storage.read(Extent::read);
        untold.tell(this::add);
        listeners.forEach(Runnable::run);
    }

    private long add(Fact fact, Note... notes) throws JournalException {
        return storage.alone(() -> {
            extent = retention.roomFor(extent);
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
            if (e.kind() != Kind.FULL || acked() < oldest() || !retention.isFileFull()) {
                throw e;
            }
            release(id(), acked());
            storage.commit(statements);
        }
    }

    /** A chunk of it; false when nothing so old is left, or another journal has begun since. */
    private boolean release(JournalId of, long through) throws JournalException {
        return storage.alone(() -> {
            if (!id().equals(of) || oldest() > through) {
                return false;
            }
            extent = retention.release(extent, through);
            return true;
        });
    }
}
