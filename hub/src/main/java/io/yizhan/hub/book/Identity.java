package io.yizhan.hub.book;

import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.id.StoreId;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Which database this is.
 *
 * @param store made with the database
 * @param epoch grows with each restore
 */
public record Identity(StoreId store, long epoch) {

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
}
