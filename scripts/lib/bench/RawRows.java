package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What SQLite alone takes for it: all rows that a drain left in the hub's database, into the same tables with the same indexes, in
 * as many transactions, by sqlite-jdbc's own batches and with nobody who thinks.
 */
final class RawRows {

    /** A table's rows of this drain, in the order in which they came. */
    private record Table(String name, List<Object[]> rows) {}

    private final Path target;
    private final List<String> schema = new ArrayList<>();
    private final List<Table> tables = new ArrayList<>();

    private RawRows(Path target) {
        this.target = target;
    }

    /**
     * Inserts them.
     *
     * @param since the greatest position in the book before the drain
     * @param commits how many transactions the hub took
     * @return entries a second
     */
    static double run(Path database, Path target, long since, long commits) throws SQLException, IOException {
        RawRows raw = new RawRows(target);
        raw.read(database, since);
        return raw.insert(Math.max(1, commits));
    }

    private void read(Path database, long since) throws SQLException {
        try (Connection hub = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = hub.createStatement()) {
            try (ResultSet made = statement.executeQuery(
                    "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
                            + " ORDER BY type = 'index'")) {
                while (made.next()) {
                    schema.add(made.getString(1));
                }
            }
            List<String> names = new ArrayList<>();
            try (ResultSet found = statement.executeQuery("SELECT name FROM sqlite_master WHERE type = 'table'"
                    + " AND name NOT LIKE 'sqlite_%' AND name <> 'migration'")) {
                while (found.next()) {
                    names.add(found.getString(1));
                }
            }
            for (String name : names) {
                tables.add(rows(statement, name, since));
            }
        }
    }

    /** A table that knows the journal holds only the drain's rows of it, by joining the book. */
    private static Table rows(Statement statement, String name, long since) throws SQLException {
        String wanted =
                switch (name) {
                    case "entry" -> " WHERE position > " + since;
                    case "punch" -> " WHERE journal IN (SELECT journal FROM entry WHERE position > " + since + ")";
                    default -> "";
                };
        List<Object[]> rows = new ArrayList<>();
        try (ResultSet found = statement.executeQuery("SELECT * FROM " + name + wanted)) {
            int columns = found.getMetaData().getColumnCount();
            while (found.next()) {
                Object[] row = new Object[columns];
                for (int i = 0; i < columns; i++) {
                    row[i] = found.getObject(i + 1);
                }
                rows.add(row);
            }
        }
        return new Table(name, rows);
    }

    private double insert(long commits) throws SQLException, IOException {
        Files.deleteIfExists(target);
        try (Connection raw = DriverManager.getConnection("jdbc:sqlite:" + target);
                Statement statement = raw.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA cache_size = -16000");
            statement.execute("PRAGMA wal_autocheckpoint = 8000"); // these four as the hub has them
            for (String sql : schema) {
                statement.execute(sql);
            }
            List<PreparedStatement> inserts = new ArrayList<>();
            for (Table table : tables) {
                int columns = table.rows().isEmpty() ? 1 : table.rows().getFirst().length;
                inserts.add(
                        table.rows().isEmpty()
                                ? null
                                : raw.prepareStatement("INSERT INTO " + table.name() + " VALUES ("
                                        + String.join(", ", Collections.nCopies(columns, "?")) + ")"));
            }
            raw.setAutoCommit(false);
            long began = System.nanoTime();
            for (long commit = 0; commit < commits; commit++) {
                for (int i = 0; i < tables.size(); i++) {
                    share(inserts.get(i), tables.get(i).rows(), commit, commits);
                }
                raw.commit();
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            long entries = tables.stream()
                    .filter(table -> table.name().equals("entry"))
                    .mapToLong(table -> table.rows().size())
                    .sum();
            return entries / seconds;
        }
    }

    private static void share(PreparedStatement insert, List<Object[]> rows, long commit, long commits)
            throws SQLException {
        int from = Math.toIntExact(rows.size() * commit / commits);
        int to = Math.toIntExact(rows.size() * (commit + 1) / commits);
        for (int i = from; i < to; i++) {
            Object[] row = rows.get(i);
            for (int column = 0; column < row.length; column++) {
                insert.setObject(column + 1, row[column]);
            }
            insert.addBatch();
        }
        if (to > from) {
            insert.executeBatch();
        }
    }
}
