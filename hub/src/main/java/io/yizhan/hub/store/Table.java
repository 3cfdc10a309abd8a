package io.yizhan.hub.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table as it stands in the database, whatever it holds.
 *
 * @param columns all, generated ones too
 * @param key the columns of its primary key, in the key's order
 */
public record Table(String name, List<String> columns, List<String> key) {

    public Table {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /**
     * A row: what stands in each column, in the order of {@link Table#columns}. Numbers are {@link Long} or
     * {@link Double}, texts {@link String}, bytes their hex digits after {@code 0x}.
     */
    public record Values(List<@Nullable Object> values) {

        public Values {
            values = Collections.unmodifiableList(new ArrayList<>(values));
        }
    }

    private record Column(String name, long placeInKey) {}

    /** The names of all tables, in their order. */
    public static List<String> names(Rows rows) throws SQLException {
        return rows.list(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
                row -> row.text("name"));
    }

    /** @throws SQLException also when there is no such table, or it has no primary key */
    public static Table of(Rows rows, String name) throws SQLException {
        List<Column> columns = rows.list(
                "SELECT name, pk FROM pragma_table_xinfo(?) ORDER BY cid",
                row -> new Column(row.text("name"), row.number("pk")),
                name);
        List<String> key = columns.stream()
                .filter(column -> column.placeInKey() > 0)
                .sorted(Comparator.comparingLong(Column::placeInKey))
                .map(Column::name)
                .toList();
        if (key.isEmpty()) {
            throw new SQLException("there is no table " + name + " with a primary key");
        }
        return new Table(name, columns.stream().map(Column::name).toList(), key);
    }

    /** The rows after this one (from the first for null), in the order of the key, so many at most. */
    public List<Values> page(Rows rows, @Nullable Values after, int limit) throws SQLException {
        String keys = String.join(", ", key);
        String marks = key.stream().map(_ -> "?").collect(Collectors.joining(", "));
        String beyond = after == null ? "" : " WHERE (" + keys + ") > (" + marks + ")";
        List<@Nullable Object> arguments = new ArrayList<>(after == null ? List.of() : keyOf(after));
        arguments.add(limit);
        return rows.list(
                "SELECT " + String.join(", ", columns) + " FROM " + name + beyond + " ORDER BY " + keys + " LIMIT ?",
                row -> new Values(row.values(columns.size())),
                arguments.toArray());
    }

    /** What stands in the columns of the key. */
    public List<@Nullable Object> keyOf(Values row) {
        List<@Nullable Object> values = new ArrayList<>();
        for (String column : key) {
            values.add(row.values().get(columns.indexOf(column)));
        }
        return values;
    }
}
