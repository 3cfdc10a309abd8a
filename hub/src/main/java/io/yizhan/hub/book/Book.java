package io.yizhan.hub.book;

import io.yizhan.hub.store.Database;
import io.yizhan.hub.store.Rows;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.clock.MachineClock;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.journal.Chain;
import io.yizhan.protocol.journal.Line;
import io.yizhan.protocol.journal.LineFormat;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Every entry of every journal, and what the projections make of it, in one transaction. Reads go to the domains; this
 * room writes.
 *
 * <pre>
 *   a terminal's batch → Follower → {@link #place} ┐
 *   a domain's decision           → {@link #decide} ┴→ entry, projections, watermark: one transaction → listeners
 * </pre>
 */
public final class Book {

    private final Database database;
    private final MachineClock clock;
    private final HallTime hallTime;
    private final ZoneId zone;
    private final List<Projection> projections;
    private final LineFormat<HubFact> hubLines;
    private final List<Consequence> consequences = new CopyOnWriteArrayList<>();
    private final List<Consumer<Entry>> listeners = new CopyOnWriteArrayList<>();
    private final JournalId hubJournal;

    /** @param facts the records that the hub's own journal may hold, of all domains */
    public Book(
            Database database,
            MachineClock clock,
            ZoneId zone,
            List<Projection> projections,
            List<Class<? extends HubFact>> facts) {
        this.database = database;
        this.clock = clock;
        this.hallTime = new HallTime(clock);
        this.zone = zone;
        this.projections = List.copyOf(projections);
        this.hubLines = LineFormat.of(facts);
        this.hubJournal = database.writeAndWait(Book::hubJournal);
    }

    /** Asks this of every entry of a terminal that is folded. */
    public void onFold(Consequence consequence) {
        consequences.add(consequence);
    }

    /** Hears every folded entry once it is on disk, on the writer's thread: it may only enqueue. */
    public void onEntry(Consumer<Entry> enqueue) {
        listeners.add(enqueue);
    }

    /**
     * Enters a decision of the hub, and folds it.
     *
     * @throws RuleBrokenException when the records do not allow it; nothing is entered then
     */
    public Entry decide(Tx tx, HubFact fact) throws SQLException, RuleBrokenException {
        hallTime.look(tx);
        Watermark mark = watermark(tx, DeviceId.HUB, hubJournal);
        Instant wall = Instant.ofEpochMilli(clock.wallMs());
        TrueTime now = hallTime.now(tx, wall, mark);
        if (now.source() != TrueTime.Source.BOUNDS) {
            return enter(tx, mark, fact, wall, now);
        }
        List<Entry> both = new ArrayList<>();
        tx.<RuleBrokenException>orNothing(() -> {
            enter(tx, mark, HallTime.told(mark, now), wall, now);
            both.add(enter(tx, watermark(tx, DeviceId.HUB, hubJournal), fact, wall, now));
        });
        return both.getFirst();
    }

    private Entry enter(Tx tx, Watermark mark, HubFact fact, Instant wall, TrueTime time)
            throws SQLException, RuleBrokenException {
        ClockTrust trust = time.source() == TrueTime.Source.SYNCED ? ClockTrust.SYNCED : ClockTrust.UNSYNCED;
        byte[] line = hubLines.write(wall.atZone(zone).toOffsetDateTime(), trust, clock.boot(), clock.upMs(), fact);
        if (line.length > Line.BYTES_MAX) {
            String said =
                    "the decision has " + line.length + " of at most " + Line.BYTES_MAX + " bytes: shorten its texts";
            throw new RuleBrokenException(BookRule.TOO_LONG, said, line.length, Line.BYTES_MAX);
        }
        Hash hash = Chain.next(mark.hash(), line);
        Entry entry = new Entry(DeviceId.HUB, hubJournal, mark.through() + 1, hash, time, fact);
        Placement placement =
                new Placement(hash, line, Json.wireName(fact.getClass()), fact, time, Fate.FOLDED, null, null);
        tx.<RuleBrokenException>orNothing(() -> {
            foldIn(tx, entry);
            store(tx, mark, List.of(placement));
            moveTo(tx, mark, entry.seq(), hash);
        });
        announce(tx, entry);
        return entry;
    }

    /** As {@link #decide}, for a decision that no rule can refuse. */
    public Entry record(Tx tx, HubFact fact) throws SQLException {
        try {
            return decide(tx, fact);
        } catch (RuleBrokenException e) {
            throw new IllegalStateException("the hub's own record was refused: " + e.getMessage(), e);
        }
    }

    /**
     * Enters a terminal's lines after the watermark and moves it.
     *
     * @param mark where the journal stands in this transaction, its base moved where entries are lost
     * @param placements the lines from {@code mark.through() + 1} on
     */
    public Watermark place(Tx tx, Watermark mark, List<Placement> placements) throws SQLException {
        Watermark stood = watermark(tx, mark.device(), mark.journal());
        if (mark.base() > stood.through()) {
            record(
                    tx,
                    new EntriesLost(mark.device(), mark.journal(), stood.through() + 1, mark.base(), mark.baseHash()));
        }
        List<Placement> outcomes = foldAll(tx, mark, placements);
        store(tx, mark, outcomes);
        for (int i = 0; i < outcomes.size(); i++) {
            Placement outcome = outcomes.get(i);
            if (outcome.fate() == Fate.FOLDED && outcome.fact() != null) {
                follow(tx, entry(mark, i, outcome, outcome.fact()));
            }
        }
        return placements.isEmpty()
                ? moveTo(tx, mark, mark.through(), mark.hash())
                : moveTo(
                        tx,
                        mark,
                        mark.through() + placements.size(),
                        placements.getLast().hash());
    }

    /**
     * Enters lines that this hub wrote before it was restored, from a vault, at the times that stand in them. What
     * this version does not know is kept, unfolded.
     *
     * @param mark as for {@link #place}, of the former journal
     */
    public Watermark adopt(Tx tx, Watermark mark, List<byte[]> lines) throws SQLException {
        return new FormerJournal(this, hubLines).adopt(tx, mark, lines);
    }

    /** Where a journal stands; a journal that was never seen stands at 0. */
    public Watermark watermark(Rows rows, DeviceId device, JournalId journal) throws SQLException {
        return rows.one(
                        "SELECT base, base_hash, through, hash FROM journal WHERE device = ? AND journal = ?",
                        row -> new Watermark(
                                device,
                                journal,
                                row.number("base"),
                                new Hash(row.text("base_hash")),
                                row.number("through"),
                                new Hash(row.text("hash"))),
                        device,
                        journal)
                .orElseGet(() -> Watermark.unseen(device, journal));
    }

    /** Rules hardly ever fail, and a savepoint for each line costs as much as its row: that is for when one did. */
    private List<Placement> foldAll(Tx tx, Watermark mark, List<Placement> placements) throws SQLException {
        try {
            tx.<RuleBrokenException>orNothing(() -> {
                for (int i = 0; i < placements.size(); i++) {
                    Placement placement = placements.get(i);
                    if (placement.fate() == Fate.FOLDED && placement.fact() != null) {
                        foldIn(tx, entry(mark, i, placement, placement.fact()));
                    }
                }
            });
            return placements;
        } catch (RuleBrokenException one) {
            List<Placement> outcomes = new ArrayList<>();
            for (int i = 0; i < placements.size(); i++) {
                outcomes.add(foldAlone(tx, mark, i, placements.get(i)));
            }
            return outcomes;
        }
    }

    private Placement foldAlone(Tx tx, Watermark mark, int place, Placement placement) throws SQLException {
        if (placement.fate() == Fate.FOLDED && placement.fact() != null) {
            try {
                fold(tx, entry(mark, place, placement, placement.fact()));
            } catch (RuleBrokenException e) {
                return placement.unprojected(e.getMessage());
            }
        }
        return placement;
    }

    /** @param place in the batch, from 0 */
    private static Entry entry(Watermark mark, int place, Placement placement, Object fact) {
        return new Entry(
                mark.device(), mark.journal(), mark.through() + 1 + place, placement.hash(), placement.time(), fact);
    }

    /** All projections, or none. */
    void fold(Tx tx, Entry entry) throws SQLException, RuleBrokenException {
        tx.<RuleBrokenException>orNothing(() -> foldIn(tx, entry));
    }

    private void foldIn(Tx tx, Entry entry) throws SQLException, RuleBrokenException {
        for (Projection projection : projections) {
            projection.fold(tx, entry);
        }
    }

    /** What follows from an entry of a terminal that is folded and stored. */
    void follow(Tx tx, Entry entry) throws SQLException {
        for (Consequence consequence : consequences) {
            consequence.follow(tx, entry);
        }
        announce(tx, entry);
    }

    private void announce(Tx tx, Entry entry) {
        tx.afterCommit(() -> listeners.forEach(listener -> listener.accept(entry)));
    }

    /** The lines after the mark. */
    private static void store(Tx tx, Watermark mark, List<Placement> placements) throws SQLException {
        long seq = mark.through();
        for (Placement placement : placements) {
            seq++;
            TrueTime time = placement.time();
            tx.append(
                    "INSERT INTO entry (device, journal, seq, hash, line, type, at_ms, earliest_ms, latest_ms,"
                            + " time_source, flagged, fate, reason, origin) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    mark.device(),
                    mark.journal(),
                    seq,
                    placement.hash(),
                    placement.line(),
                    placement.type(),
                    time.at(),
                    time.earliest(),
                    time.latest(),
                    time.source(),
                    time.flagged(),
                    placement.fate(),
                    placement.reason(),
                    placement.origin());
        }
    }

    static Watermark moveTo(Tx tx, Watermark mark, long through, Hash hash) throws SQLException {
        tx.update(
                "INSERT INTO journal (device, journal, base, base_hash, through, hash, oldest, last)"
                        + " VALUES (?, ?, ?, ?, ?, ?, 1, ?) ON CONFLICT (device, journal) DO UPDATE SET"
                        + " base = excluded.base, base_hash = excluded.base_hash, through = excluded.through,"
                        + " hash = excluded.hash, last = max(last, excluded.last)",
                mark.device(),
                mark.journal(),
                mark.base(),
                mark.baseHash(),
                through,
                hash,
                through);
        return new Watermark(mark.device(), mark.journal(), mark.base(), mark.baseHash(), through, hash);
    }

    /** A restored hub begins a journal of its own beside the former ones: see {@link Identity#restore}. */
    private static JournalId hubJournal(Tx tx) throws SQLException {
        Optional<String> restored =
                tx.one("SELECT hub_journal FROM store WHERE hub_journal IS NOT NULL", row -> row.text("hub_journal"));
        if (restored.isPresent()) {
            return new JournalId(restored.get());
        }
        Optional<String> known =
                tx.one("SELECT journal FROM journal WHERE device = ?", row -> row.text("journal"), DeviceId.HUB);
        if (known.isPresent()) {
            return new JournalId(known.get());
        }
        JournalId fresh = JournalId.of(UUID.randomUUID());
        moveTo(tx, Watermark.unseen(DeviceId.HUB, fresh), 0, Chain.start(fresh));
        return fresh;
    }

    /** The hub's own journal that is written now. */
    public JournalId hubJournal() {
        return hubJournal;
    }

    /** The database under it, for those who read. */
    public Database database() {
        return database;
    }
}
