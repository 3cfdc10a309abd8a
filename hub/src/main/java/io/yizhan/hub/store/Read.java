package io.yizhan.hub.store;

import java.sql.SQLException;

/** What a reader asks, within one snapshot of the database. */
@FunctionalInterface
public interface Read<T> {
    T run(Rows rows) throws SQLException;
}
