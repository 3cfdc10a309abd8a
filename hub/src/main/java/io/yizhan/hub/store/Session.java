package io.yizhan.hub.store;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.Id;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A connection with its prepared statements. Used by one thread at a time. */
final class Session implements Tx, AutoCloseable {

    /** Prepared statements kept open; the eldest unused goes first. */
    private static final int STATEMENTS_MAX = 200;

    /** Rows that are run together; with the next one they are. */
    private static final int APPENDED_MAX = 256;

    private final Connection connection;
    private final List<Runnable> afterCommit = new ArrayList<>();
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(64, 0.75f, true);
    private int depth;
    private @Nullable String appending;
    private int appended;

    private Session(Connection connection) {
        this.connection = connection;
    }

    /** Makes the file when it is not there. */
    static Session open(Path file) throws SQLException {
        return open("jdbc:sqlite:" + file);
    }

    static Session openReadOnly(Path file) throws SQLException {
        return open("jdbc:sqlite:" + file + "?open_mode=1");
    }

    private static Session open(String url) throws SQLException {
        Properties settings = new Properties();
        // else the driver asks for the last row's number after each INSERT: an eighth of the writer's time
        settings.setProperty("jdbc.get_generated_keys", "false");
        return new Session(DriverManager.getConnection(url, settings));
    }

    @Override
    public <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... arguments) throws SQLException {
        try (ResultSet answer = prepare(sql, arguments).executeQuery()) {
            List<T> rows = new ArrayList<>();
            Row row = new Row(answer);
            while (answer.next()) {
                rows.add(reader.read(row));
            }
            return rows;
        } catch (SQLException e) {
            forget(sql);
            throw e;
        }
    }

    @Override
    public <T> Optional<T> one(String sql, RowReader<T> reader, @Nullable Object... arguments) throws SQLException {
        List<T> rows = list(sql, reader, arguments);
        if (rows.size() > 1) {
            throw new SQLException(rows.size() + " rows where one was expected: " + sql);
        }
        return rows.stream().findFirst();
    }

    @Override
    public int update(String sql, @Nullable Object... arguments) throws SQLException {
        try {
            return prepare(sql, arguments).executeUpdate();
        } catch (SQLException e) {
            forget(sql);
            throw e;
        }
    }

    @Override
    public void append(String sql, @Nullable Object... arguments) throws SQLException {
        if (!sql.equals(appending) || appended == APPENDED_MAX) {
            flush();
        }
        PreparedStatement statement = statement(sql);
        bind(statement, arguments);
        statement.addBatch();
        appending = sql;
        appended++;
    }

    private void flush() throws SQLException {
        String sql = appending;
        if (sql == null) {
            return;
        }
        appending = null;
        appended = 0;
        try {
            statement(sql).executeBatch();
        } catch (SQLException e) {
            forget(sql);
            throw e;
        }
    }

    private void dropAppended() throws SQLException {
        String sql = appending;
        if (sql != null) {
            appending = null;
            appended = 0;
            forget(sql);
        }
    }

    @Override
    public <E extends Exception> void orNothing(Step<E> step) throws SQLException, E {
        String savepoint = "step" + depth;
        update("SAVEPOINT " + savepoint);
        int hooks = afterCommit.size();
        depth++;
        boolean done = false;
        SQLException failure = null;
        try {
            step.run();
            flush();
            done = true;
        } catch (SQLException e) {
            failure = e;
            throw e;
        } finally {
            depth--;
            if (!done) {
                afterCommit.subList(hooks, afterCommit.size()).clear();
                dropAppended();
                takeBack(savepoint, failure);
            } else {
                update("RELEASE " + savepoint);
            }
        }
    }

    /** Where the disk failed SQLite has taken back the whole transaction itself, and then knows no savepoint. */
    private void takeBack(String savepoint, @Nullable SQLException failure) throws SQLException {
        try {
            update("ROLLBACK TO " + savepoint);
            update("RELEASE " + savepoint);
        } catch (SQLException gone) {
            if (failure == null) {
                throw gone;
            }
            failure.addSuppressed(gone);
        }
    }

    /** Rows that were changed on this connection so far. */
    long changes() throws SQLException {
        return number("SELECT total_changes()");
    }

    @Override
    public void afterCommit(Runnable enqueue) {
        afterCommit.add(enqueue);
    }

    /** What is to run now that the commit is on disk; the list begins anew. */
    List<Runnable> takeAfterCommit() {
        List<Runnable> hooks = List.copyOf(afterCommit);
        afterCommit.clear();
        return hooks;
    }

    /** Takes back what no commit has made durable, with its hooks. */
    void rollBack() throws SQLException {
        afterCommit.clear();
        dropAppended();
        execute("ROLLBACK");
    }

    void execute(String sql) throws SQLException {
        flush();
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private PreparedStatement prepare(String sql, @Nullable Object[] arguments) throws SQLException {
        flush();
        PreparedStatement statement = statement(sql);
        bind(statement, arguments);
        return statement;
    }

    private PreparedStatement statement(String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            if (statements.size() >= STATEMENTS_MAX) {
                var eldest = statements.entrySet().iterator();
                eldest.next().getValue().close();
                eldest.remove();
            }
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            bind(statement, i + 1, arguments[i]);
        }
    }

    /** The driver closes a statement that failed, and it would fail for ever after. */
    private void forget(String sql) throws SQLException {
        PreparedStatement failed = statements.remove(sql);
        if (failed != null) {
            failed.close();
        }
    }

    private static void bind(PreparedStatement statement, int place, @Nullable Object argument) throws SQLException {
        switch (argument) {
            case null -> statement.setNull(place, Types.NULL);
            case String text -> statement.setString(place, text);
            case Integer number -> statement.setInt(place, number);
            case Long number -> statement.setLong(place, number);
            case Boolean flag -> statement.setInt(place, flag ? 1 : 0);
            case byte[] bytes -> statement.setBytes(place, bytes);
            case Id id -> statement.setString(place, id.text());
            case Enum<?> word -> statement.setString(place, Json.wireName(word));
            case Instant instant -> statement.setLong(place, instant.toEpochMilli());
            case LocalDate day -> statement.setString(place, day.toString());
            default -> throw new IllegalArgumentException("no SQL argument can be made of " + argument.getClass());
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
