package io.yizhan.hub.book;

import io.yizhan.hub.store.Tx;
import java.sql.SQLException;

/**
 * What the hub decides because a terminal's entry came now, such as that it came late. It stands in the hub's journal
 * and is on disk with the entry or not at all; a rebuild finds it there and does not ask again.
 */
@FunctionalInterface
public interface Consequence {

    /** Called once the entry is folded and stored, in its transaction. */
    void follow(Tx tx, Entry entry) throws SQLException;
}
