package io.yizhan.hub.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads with SQL. Arguments may be text, numbers, booleans (stored 0 or 1), bytes, names
 * ({@link io.yizhan.protocol.id.Id}, as text), enums (as their word on the wire), {@link java.time.Instant}
 * (milliseconds), {@link java.time.LocalDate} (ISO text), or null.
 */
public interface Rows {

    /** All rows of the answer, in its order. */
    <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... arguments) throws SQLException;

    /** The one row, or empty. @throws SQLException also when there are more */
    <T> Optional<T> one(String sql, RowReader<T> reader, @Nullable Object... arguments) throws SQLException;

    /** A count or another single number; 0 for null. */
    default long number(String sql, @Nullable Object... arguments) throws SQLException {
        return one(sql, row -> row.number(1), arguments).orElse(0L);
    }
}
