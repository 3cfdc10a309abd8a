package io.yizhan.hub.store;

import java.sql.SQLException;

/** What a transaction does; it may be one of several in a commit, and sees what those before it wrote. */
@FunctionalInterface
public interface Write<T> {
    T run(Tx tx) throws SQLException;
}
