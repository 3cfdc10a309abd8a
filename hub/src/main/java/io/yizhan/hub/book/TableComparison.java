package io.yizhan.hub.book;

import io.yizhan.hub.store.Rows;
import io.yizhan.hub.store.Table;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares one table of two databases, row by row in the order of its key. Tells keys and columns, never what stands in
 * a row.
 */
final class TableComparison {

    /** Rows of each side in memory at once. */
    private static final int PAGE = 500;

    private final Table table;
    private final Side book;
    private final Side anew;
    private final Flaws flaws;

    TableComparison(Table table, Rows book, Rows anew, Flaws flaws) {
        this.table = table;
        this.book = new Side(table, book);
        this.anew = new Side(table, anew);
        this.flaws = flaws;
    }

    /** @return how many rows the book has */
    long compare() throws SQLException {
        long rows = 0;
        Table.@Nullable Values one = book.next();
        Table.@Nullable Values other = anew.next();
        while (one != null || other != null) {
            int order = one == null ? 1 : other == null ? -1 : compareKeys(one, other);
            if (order < 0 && one != null) {
                flaws.add(name(one), "the book has this row, and the entries don't make it");
            } else if (order > 0 && other != null) {
                flaws.add(name(other), "the entries make this row, and the book lacks it");
            } else if (!Objects.equals(one, other)) {
                flaws.add(
                        name(Objects.requireNonNull(one)),
                        "its " + differing(one, other) + " is not what the entries make");
            }
            if (order <= 0) {
                rows++;
                one = book.next();
            }
            if (order >= 0) {
                other = anew.next();
            }
        }
        return rows;
    }

    private String name(Table.Values row) {
        List<String> parts = new ArrayList<>();
        Iterator<@Nullable Object> values = table.keyOf(row).iterator();
        for (String column : table.key()) {
            parts.add(column + " " + values.next());
        }
        return "table " + table.name() + ", " + String.join(", ", parts);
    }

    private String differing(Table.@Nullable Values one, Table.@Nullable Values other) {
        List<String> columns = new ArrayList<>();
        for (int place = 0;
                one != null && other != null && place < table.columns().size();
                place++) {
            if (!Objects.equals(one.values().get(place), other.values().get(place))) {
                columns.add(table.columns().get(place));
            }
        }
        return String.join(", ", columns);
    }

    private int compareKeys(Table.Values one, Table.Values other) {
        Iterator<@Nullable Object> mine = table.keyOf(one).iterator();
        for (Object theirs : table.keyOf(other)) {
            int order = compareValues(mine.next(), theirs);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** As the database orders: nothing before numbers, numbers before texts, texts by their bytes. */
    private static int compareValues(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Number left && other instanceof Number right) {
            return Long.compare(left.longValue(), right.longValue());
        }
        if (one instanceof String left && other instanceof String right) {
            return Arrays.compareUnsigned(
                    left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
        }
        return Integer.compare(rank(one), rank(other));
    }

    private static int rank(@Nullable Object value) {
        return switch (value) {
            case null -> 0;
            case Number _ -> 1;
            default -> 2;
        };
    }

    /** The rows of one database, a page at a time. */
    private static final class Side {

        private final Table table;
        private final Rows rows;
        private Iterator<Table.Values> page = List.<Table.Values>of().iterator();
        private Table.@Nullable Values last;
        private boolean ended;

        Side(Table table, Rows rows) {
            this.table = table;
            this.rows = rows;
        }

        Table.@Nullable Values next() throws SQLException {
            if (!page.hasNext() && !ended) {
                List<Table.Values> next = table.page(rows, last, PAGE);
                ended = next.size() < PAGE;
                page = next.iterator();
            }
            if (!page.hasNext()) {
                return null;
            }
            last = page.next();
            return last;
        }
    }
}
