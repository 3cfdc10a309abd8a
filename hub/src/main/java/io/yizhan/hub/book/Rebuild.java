package io.yizhan.hub.book;

import io.yizhan.hub.store.Tx;
import java.sql.SQLException;
import java.util.List;

/**
 * Makes the records anew from the entries, in one transaction: the projections' tables are emptied, and every entry is
 * folded again in the order in which they came, at the times that the hub's journal has settled; an entry's row
 * that says another is mended. All other tables stay as they are. Whoever calls holds the hall's lock.
 */
public final class Rebuild {

    private final List<Projection> projections;
    private final List<Class<? extends HubFact>> facts;

    /** @param facts the records that the hub's own journal may hold, of all domains */
    public Rebuild(List<Projection> projections, List<Class<? extends HubFact>> facts) {
        this.projections = List.copyOf(projections);
        this.facts = List.copyOf(facts);
    }

    /**
     * Rebuilds.
     *
     * @return what the journals hold
     * @throws BookBrokenException when a journal is not whole, or this version cannot read what was folded before; what
     *     was written has to be taken back then, as {@link Tx#orNothing} does
     */
    public ChainCheck.Report rebuild(Tx tx) throws SQLException, BookBrokenException {
        ChainCheck.Report chains = new ChainCheck(facts).check(tx);
        if (chains.flawCount() > 0) {
            throw new BookBrokenException(chains.flaws(), chains.flawCount());
        }
        for (Projection projection : projections) {
            for (String table : projection.tables()) {
                tx.update("DELETE FROM " + table);
            }
        }
        Flaws flaws = new Flaws();
        Refold refold = new Refold(new Vocabulary(facts), projections, tx, tx, flaws);
        refold.fold();
        if (flaws.count() > 0) {
            throw new BookBrokenException(flaws.first(), flaws.count());
        }
        refold.keepFates();
        tx.update("INSERT INTO fold (one, migration) SELECT 1, max(name) FROM migration WHERE true"
                + " ON CONFLICT (one) DO UPDATE SET migration = excluded.migration");
        return chains;
    }

    /**
     * Rebuilds records that an earlier version made: a migration may have changed what entries come to.
     *
     * @return whether it did
     */
    public boolean rebuildIfOutdated(Tx tx) throws SQLException, BookBrokenException {
        boolean outdated =
                tx.number("SELECT count(*) FROM fold WHERE migration = (SELECT max(name) FROM migration)") == 0;
        if (outdated) {
            rebuild(tx);
        }
        return outdated;
    }
}
