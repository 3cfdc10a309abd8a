package io.yizhan.hub.book;

import io.yizhan.hub.store.Rows;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.UnreadableException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Folds the entries of a book anew, in the order in which they came, into projections' tables that are empty. What was set aside when
 * it came stays aside; whether the records allow what was folded then is judged again. One for each time.
 */
final class Refold {

    /** Entries that the records did not allow, by their position in the book; gone with the connection. */
    private static final String REFUSED =
            "CREATE TEMP TABLE refold_refused (position BIGINT PRIMARY KEY, reason TEXT NOT NULL)";

    private static final Set<String> TRIED = Set.of(Json.wireName(Fate.FOLDED), Json.wireName(Fate.UNPROJECTED));

    /** Positions in memory at once. */
    private static final int PAGE = 1_000;

    private final Vocabulary vocabulary;
    private final List<Projection> projections;
    private final Tx to;
    private final Flaws flaws;

    Refold(Vocabulary vocabulary, List<Projection> projections, Tx to, Flaws flaws) {
        this.vocabulary = vocabulary;
        this.projections = projections;
        this.to = to;
        this.flaws = flaws;
    }

    /**
     * Folds them; an entry that cannot be read, or a decision of the hub that is refused, is a flaw and is left out.
     *
     * @param from the book; it may be the same database
     */
    void fold(Rows from) throws SQLException {
        to.update(REFUSED);
        StoredEntry.each(from, stored -> {
            if (TRIED.contains(stored.fate())) {
                fold(stored);
            }
        });
    }

    private void fold(StoredEntry stored) throws SQLException {
        Entry entry;
        try {
            entry = vocabulary.entry(stored);
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
            if (entry.device().isHub()) {
                flaws.add(stored.place(), "the records refuse this decision of the hub now: " + e.getMessage());
            }
            to.update(
                    "INSERT INTO refold_refused (position, reason) VALUES (?, ?)",
                    stored.position(),
                    String.valueOf(e.getMessage()));
        }
    }

    /** Compares what became of the entries with what the book says of them. */
    void compareFates(Rows from) throws SQLException {
        List<Long> refused;
        long after = 0;
        do {
            refused = to.list(
                    "SELECT position FROM refold_refused WHERE position > ? ORDER BY position LIMIT " + PAGE,
                    row -> row.number("position"),
                    after);
            for (long position : refused) {
                compareFate(from, position, Fate.UNPROJECTED);
                after = position;
            }
        } while (!refused.isEmpty());
        List<Long> unprojected;
        after = 0;
        do {
            unprojected = from.list(
                    "SELECT position FROM entry WHERE fate = ? AND fate <> 'folded' AND position > ?"
                            + " ORDER BY position LIMIT " + PAGE,
                    row -> row.number("position"),
                    Fate.UNPROJECTED,
                    after);
            for (long position : unprojected) {
                if (to.number("SELECT count(*) FROM refold_refused WHERE position = ?", position) == 0) {
                    compareFate(from, position, Fate.FOLDED);
                }
                after = position;
            }
        } while (!unprojected.isEmpty());
    }

    private void compareFate(Rows from, long position, Fate folded) throws SQLException {
        StoredEntry stored = StoredEntry.at(from, position);
        if (!stored.fate().equals(Json.wireName(folded))) {
            flaws.add(
                    stored.place(), "the book says " + stored.fate() + ", folded anew it is " + Json.wireName(folded));
        }
    }

    /** Writes what became of the entries into the book, where source and target are one. */
    void keepFates() throws SQLException {
        to.update(
                "UPDATE entry SET fate = ?, reason = NULL WHERE fate = ? AND fate <> 'folded'"
                        + " AND position NOT IN (SELECT position FROM refold_refused)",
                Fate.FOLDED,
                Fate.UNPROJECTED);
        to.update(
                "UPDATE entry SET fate = ?, reason = (SELECT r.reason FROM refold_refused r"
                        + " WHERE r.position = entry.position) WHERE position IN (SELECT position FROM refold_refused)",
                Fate.UNPROJECTED);
        to.update("DROP TABLE refold_refused");
    }
}
