package io.yizhan.terminal.journal;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The database that journals are kept in, tried without a journal. */
public final class JournalLibrary {

    private JournalLibrary() {}

    /** Loads its machine code, and returns its version. */
    public static String load() throws JournalException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT sqlite_version()")) {
            return row.getString(1);
        } catch (SQLException | LinkageError e) {
            throw new JournalException(
                    JournalException.Kind.BROKEN,
                    "SQLite does not load on " + System.getProperty("os.arch") + ": " + e.getMessage()
                            + "; look whether " + System.getProperty("java.io.tmpdir")
                            + " is full or mounted with noexec (`findmnt -T`), and give another with"
                            + " YIZHAN_JVM_FLAGS=-Djava.io.tmpdir=FOLDER",
                    e);
        }
    }
}
