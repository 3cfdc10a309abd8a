package io.yizhan.hub.book;

import io.yizhan.hub.store.Rows;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.UnreadableException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Folds the entries of a book anew, in the order in which they came, into projections' tables that are empty, each at
 * the time that the hub's own journal has settled for it. What was set aside when it came stays aside until the hub
 * decided to apply it again; whether the records allow what is folded is judged again. One for each time.
 */
final class Refold {

    /** Entries that the records did not allow, by their position in the book; gone with the connection. */
    private static final String REFUSED = "CREATE TEMP TABLE refold_refused (position BIGINT PRIMARY KEY,"
            + " device TEXT NOT NULL, journal TEXT NOT NULL, seq BIGINT NOT NULL, reason TEXT NOT NULL)";

    /** Entries that were set aside when they came, with the position of the newest decision to apply them again. */
    private static final String AGAIN =
            "CREATE TEMP TABLE refold_again (position BIGINT PRIMARY KEY," + " decision BIGINT NOT NULL)";

    private static final String FOLDED = Json.wireName(Fate.FOLDED);
    /** Of the hub's own only what came back from a former journal can be that: it was decided beside other records. */
    private static final String UNPROJECTED = Json.wireName(Fate.UNPROJECTED);

    private static final Set<String> TRIED = Set.of(FOLDED, UNPROJECTED);

    /** Positions in memory at once. */
    private static final int PAGE = 1_000;

    private final Vocabulary vocabulary;
    private final List<Projection> projections;
    private final Rows from;
    private final Tx to;
    private final Flaws flaws;
    private final SettledTimes times;

    /** @param from the book; it may be the same database */
    Refold(Vocabulary vocabulary, List<Projection> projections, Rows from, Tx to, Flaws flaws) {
        this.vocabulary = vocabulary;
        this.projections = projections;
        this.from = from;
        this.to = to;
        this.flaws = flaws;
        this.times = new SettledTimes(vocabulary, to);
    }

    /**
     * Folds them; an entry that cannot be read, or a decision of the hub that is refused, is a flaw and is left out. A
     * row that says another time than the hub's journal is a flaw too, or is mended where source and target are one.
     */
    void fold() throws SQLException {
        to.update(REFUSED);
        to.update(AGAIN);
        StoredEntry.eachOfType(from, Json.wireName(EntryAppliedAgain.class), this::noteDecision);
        boolean someAgain = to.number("SELECT count(*) FROM refold_again") > 0;
        StoredEntry.each(from, stored -> {
            Optional<TrueTime> time = time(stored);
            boolean waits = someAgain && decision(stored) > 0;
            if (time.isPresent() && !waits && TRIED.contains(stored.fate())) {
                fold(stored, time.get());
            }
        });
    }

    private void noteDecision(StoredEntry stored) throws SQLException {
        Optional<StoredEntry> aside = asideOf(stored);
        if (aside.isPresent() && aside.get().position() < stored.position()) {
            to.update(
                    "INSERT INTO refold_again (position, decision) VALUES (?, ?) ON CONFLICT (position)"
                            + " DO UPDATE SET decision = excluded.decision",
                    aside.get().position(),
                    stored.position());
        }
    }

    private Optional<StoredEntry> asideOf(StoredEntry decision) throws SQLException {
        try {
            return vocabulary.fact(decision) instanceof EntryAppliedAgain again
                    ? StoredEntry.find(from, again.device(), again.journal(), again.seq())
                    : Optional.empty();
        } catch (UnreadableException e) {
            return Optional.empty(); // it is a flaw when its turn comes
        }
    }

    private long decision(StoredEntry stored) throws SQLException {
        return to.number("SELECT decision FROM refold_again WHERE position = ?", stored.position());
    }

    /** The time that the hub's journal has settled; of an entry that it tells none of, what its row says. */
    private Optional<TrueTime> time(StoredEntry stored) throws SQLException {
        try {
            Optional<TrueTime> settled = times.of(stored);
            if (settled.isEmpty()) {
                untold(stored);
                return Optional.of(stored.time());
            }
            List<String> others = stored.columnsOtherThan(settled.get());
            if (!others.isEmpty() && from.equals(to)) {
                stored.retime(to, settled.get());
            } else if (!others.isEmpty()) {
                flaws.add(
                        stored.place(),
                        "its " + String.join(", ", others) + " is not what the hub's journal has settled");
            }
            return settled;
        } catch (UnreadableException e) {
            flaws.add(stored.place(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void untold(StoredEntry stored) {
        if (!from.equals(to)) {
            flaws.add(stored.place(), "the hub's journal tells no time of it");
        }
    }

    private void fold(StoredEntry stored, TrueTime time) throws SQLException {
        Entry entry;
        try {
            entry = vocabulary.entry(stored, time);
        } catch (UnreadableException e) {
            flaws.add(stored.place(), String.valueOf(e.getMessage()));
            return;
        }
        try {
            to.<RuleBrokenException>orNothing(() -> {
                for (Projection projection : projections) {
                    projection.fold(to, entry);
                }
            });
        } catch (RuleBrokenException e) {
            if (entry.device().isHub() && !stored.fate().equals(UNPROJECTED)) {
                flaws.add(stored.place(), "the records refuse this decision of the hub now: " + e.getMessage());
            }
            to.update(
                    "INSERT INTO refold_refused (position, device, journal, seq, reason) VALUES (?, ?, ?, ?, ?)",
                    stored.position(),
                    stored.device(),
                    stored.journal(),
                    stored.seq(),
                    String.valueOf(e.getMessage()));
        }
        if (entry.fact() instanceof EntryAppliedAgain && entry.device().isHub()) {
            applyAgain(stored);
        }
    }

    /** As {@link Quarantine} does: the entry itself, then those of its journal that wait for it. */
    private void applyAgain(StoredEntry decision) throws SQLException {
        Optional<StoredEntry> aside = asideOf(decision);
        if (aside.isEmpty() || decision(aside.get()) != decision.position()) {
            return;
        }
        foldAgain(aside.get());
        List<Long> waiting = to.list(
                "SELECT position FROM refold_refused WHERE device = ? AND journal = ? AND seq > ? ORDER BY seq",
                row -> row.number("position"),
                aside.get().device(),
                aside.get().journal(),
                aside.get().seq());
        for (long position : waiting) {
            to.update("DELETE FROM refold_refused WHERE position = ?", position);
            foldAgain(StoredEntry.at(from, position));
        }
    }

    /** An entry of a terminal whose turn was before: what is wrong with its row was said then. */
    private void foldAgain(StoredEntry stored) throws SQLException {
        try {
            Optional<TrueTime> settled = times.of(stored);
            fold(stored, settled.isPresent() ? settled.get() : stored.time());
        } catch (UnreadableException e) {
            flaws.add(stored.place(), String.valueOf(e.getMessage()));
        }
    }

    /** Compares what became of the entries with what the book says of them. */
    void compareFates() throws SQLException {
        eachPosition(
                to,
                "SELECT position FROM refold_refused WHERE position > ?",
                position -> compareFate(position, Fate.UNPROJECTED));
        eachPosition(to, "SELECT position FROM refold_again WHERE position > ?", this::compareUnlessRefused);
        eachPosition(
                from,
                "SELECT position FROM entry WHERE fate = 'unprojected' AND fate <> 'folded' AND position > ?",
                this::compareUnlessRefused);
    }

    private void compareUnlessRefused(long position) throws SQLException {
        if (to.number("SELECT count(*) FROM refold_refused WHERE position = ?", position) == 0) {
            compareFate(position, Fate.FOLDED);
        }
    }

    private void compareFate(long position, Fate anew) throws SQLException {
        StoredEntry stored = StoredEntry.at(from, position);
        if (!stored.fate().equals(Json.wireName(anew))) {
            flaws.add(stored.place(), "the book says " + stored.fate() + ", folded anew it is " + Json.wireName(anew));
        }
    }

    /** Writes what became of the entries into the book, where source and target are one. */
    void keepFates() throws SQLException {
        to.update(
                "UPDATE entry SET fate = ?, reason = NULL WHERE position IN (SELECT position FROM refold_again)"
                        + " OR fate = 'unprojected' AND fate <> 'folded'",
                Fate.FOLDED);
        to.update(
                "UPDATE entry SET fate = ?, reason = (SELECT r.reason FROM refold_refused r"
                        + " WHERE r.position = entry.position) WHERE position IN (SELECT position FROM refold_refused)",
                Fate.UNPROJECTED);
        to.update("DROP TABLE refold_refused");
        to.update("DROP TABLE refold_again");
    }

    @FunctionalInterface
    private interface PositionVisitor {
        void visit(long position) throws SQLException;
    }

    private static void eachPosition(Rows rows, String sql, PositionVisitor visitor) throws SQLException {
        List<Long> page;
        long after = 0;
        do {
            page = rows.list(sql + " ORDER BY position LIMIT " + PAGE, row -> row.number("position"), after);
            for (long position : page) {
                visitor.visit(position);
                after = position;
            }
        } while (!page.isEmpty());
    }
}
