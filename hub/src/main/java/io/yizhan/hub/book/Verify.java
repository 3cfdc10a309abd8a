package io.yizhan.hub.book;

import io.yizhan.hub.store.Database;
import io.yizhan.hub.store.Rows;
import io.yizhan.hub.store.Snapshot;
import io.yizhan.hub.store.Table;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Proves a book: every journal is whole, every entry has the time that the hub's journal has settled, and the records
 * are what a fold of the entries into an empty database makes. It reads one moment of the database, so a hub may go on
 * beside it, and holds some hundred rows in memory at a time.
 */
public final class Verify {

    private final List<Projection> projections;
    private final List<Class<? extends HubFact>> facts;
    private final Set<String> kept;

    /**
     * @param facts the records that the hub's own journal may hold, of all domains
     * @param kept the tables that are no fold of the journals
     */
    public Verify(List<Projection> projections, List<Class<? extends HubFact>> facts, Set<String> kept) {
        this.projections = List.copyOf(projections);
        this.facts = List.copyOf(facts);
        this.kept = Set.copyOf(kept);
    }

    /**
     * What was looked at, and what is wrong.
     *
     * @param rows of the tables that are folds
     * @param flaws the first, in words
     */
    public record Report(long journals, long entries, int tables, long rows, List<Flaw> flaws, long flawCount) {

        public Report {
            flaws = List.copyOf(flaws);
        }
    }

    /**
     * Verifies.
     *
     * @param scratch a file that is not there yet, for the records made anew: about as large as the book's records;
     *     whoever calls takes it away
     */
    public Report verify(Path book, Path scratch) throws SQLException {
        try (Snapshot snapshot = Snapshot.open(book);
                Database empty = Database.scratch(scratch)) {
            ChainCheck.Report chains = new ChainCheck(facts).check(snapshot);
            Flaws flaws = new Flaws();
            everyTableIsKnown(snapshot, flaws);
            empty.writeAndWait(tx -> {
                Refold refold = new Refold(new Vocabulary(facts), projections, snapshot, tx, flaws);
                refold.fold();
                refold.compareFates();
                return chains.entries();
            });
            List<String> tables =
                    projections.stream().flatMap(one -> one.tables().stream()).toList();
            long rows = empty.read(anew -> {
                long compared = 0;
                for (String table : tables) {
                    compared += new TableComparison(Table.of(snapshot, table), snapshot, anew, flaws).compare();
                }
                return compared;
            });
            List<Flaw> all = new ArrayList<>(chains.flaws());
            all.addAll(flaws.first());
            return new Report(
                    chains.journals(), chains.entries(), tables.size(), rows, all, chains.flawCount() + flaws.count());
        }
    }

    private void everyTableIsKnown(Rows rows, Flaws flaws) throws SQLException {
        Set<String> known = new LinkedHashSet<>(kept);
        projections.forEach(projection -> known.addAll(projection.tables()));
        for (String table : Table.names(rows)) {
            if (!known.contains(table)) {
                flaws.add("table " + table, "nobody says whether it is a fold of the journals");
            }
        }
    }
}
