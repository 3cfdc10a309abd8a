package io.yizhan.hub.store;

import java.sql.SQLException;

/** Makes a record of the row. */
@FunctionalInterface
public interface RowReader<T> {
    T read(Row row) throws SQLException;
}
