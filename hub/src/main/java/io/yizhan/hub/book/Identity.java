package io.yizhan.hub.book;

import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.StoreId;
import io.yizhan.protocol.journal.Chain;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Which database this is.
 *
 * @param store made with the database
 * @param epoch grows with each restore
 */
public record Identity(StoreId store, long epoch) {

    /** More than a hub decides between two backups: at 10,000 a day, 100 days. */
    public static final long LOST_MAX = 1_000_000;

    /** Reads it; a new database gets one. */
    public static Identity of(Tx tx) throws SQLException {
        var known = tx.one(
                "SELECT store, epoch FROM store",
                row -> new Identity(new StoreId(row.text("store")), row.number("epoch")));
        if (known.isPresent()) {
            return known.get();
        }
        Identity fresh = new Identity(StoreId.of(UUID.randomUUID()), 1);
        tx.update("INSERT INTO store (store, epoch) VALUES (?, ?)", fresh.store(), fresh.epoch());
        return fresh;
    }

    /**
     * Makes a database that was brought back the hub's again, under a higher epoch, with a journal of its own for
     * what is decided
     * from now on: entries of the former one that are lost may be known to a vault, so it is never continued. The
     * new one's
     * numbers begin above all that the former can have reached: a number, and a revision, never means two things.
     *
     * @param lastKnown the last number of the hub's own journals that is known
     */
    public static Identity restore(Tx tx, StoreId store, long epoch, long lastKnown) throws SQLException {
        JournalId journal = JournalId.of(UUID.randomUUID());
        Hash start = Chain.start(journal);
        long base = lastKnown + LOST_MAX;
        tx.update("DELETE FROM store");
        tx.update("INSERT INTO store (store, epoch, hub_journal) VALUES (?, ?, ?)", store, epoch, journal);
        tx.update(
                "INSERT INTO journal (device, journal, base, base_hash, through, hash, oldest, last)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                DeviceId.HUB,
                journal,
                base,
                start,
                base,
                start,
                base + 1,
                base);
        return new Identity(store, epoch);
    }
}
