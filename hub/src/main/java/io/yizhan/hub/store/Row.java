package io.yizhan.hub.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The row under the cursor; columns by name, or by place from 1. */
public final class Row {

    private final ResultSet answer;

    Row(ResultSet answer) {
        this.answer = answer;
    }

    public String text(String column) throws SQLException {
        return present(answer.getString(column), column);
    }

    public @Nullable String textOrNull(String column) throws SQLException {
        return answer.getString(column);
    }

    public long number(String column) throws SQLException {
        long number = answer.getLong(column);
        return present(answer.wasNull() ? null : number, column);
    }

    public long number(int place) throws SQLException {
        return answer.getLong(place);
    }

    public int integer(String column) throws SQLException {
        return Math.toIntExact(number(column));
    }

    public @Nullable Long numberOrNull(String column) throws SQLException {
        long number = answer.getLong(column);
        return answer.wasNull() ? null : number;
    }

    public @Nullable Integer integerOrNull(String column) throws SQLException {
        Long number = numberOrNull(column);
        return number == null ? null : Math.toIntExact(number);
    }

    public boolean flag(String column) throws SQLException {
        return number(column) != 0;
    }

    public byte[] bytes(String column) throws SQLException {
        return present(answer.getBytes(column), column);
    }

    /** From milliseconds. */
    public Instant instant(String column) throws SQLException {
        return Instant.ofEpochMilli(number(column));
    }

    public @Nullable Instant instantOrNull(String column) throws SQLException {
        Long millis = numberOrNull(column);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    /** From ISO text. */
    public LocalDate day(String column) throws SQLException {
        return LocalDate.parse(text(column));
    }

    /** From an enum's word on the wire: {@code no-match}. */
    public <E extends Enum<E>> E word(String column, Class<E> type) throws SQLException {
        return Enum.valueOf(type, text(column).toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    public <E extends Enum<E>> @Nullable E wordOrNull(String column, Class<E> type) throws SQLException {
        return answer.getString(column) == null ? null : word(column, type);
    }

    /** The first columns, whatever they hold. */
    List<@Nullable Object> values(int columns) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>();
        for (int place = 1; place <= columns; place++) {
            Object value = answer.getObject(place);
            values.add(
                    switch (value) {
                        case null -> null;
                        case byte[] bytes -> "0x" + HexFormat.of().formatHex(bytes);
                        case Number number when !(number instanceof Double) -> number.longValue();
                        default -> value;
                    });
        }
        return values;
    }

    private static <T> T present(@Nullable T value, String column) throws SQLException {
        if (value == null) {
            throw new SQLException("column " + column + " is null where a value was expected");
        }
        return value;
    }
}
