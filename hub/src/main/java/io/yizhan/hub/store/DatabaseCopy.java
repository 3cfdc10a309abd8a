package io.yizhan.hub.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * A database copied whole while its hub writes on: the copy is the state of one moment.
 *
 * <p>The copy is one read transaction, and while it lasts the WAL cannot be taken back into the database: it grows
 * by what is
 * written meanwhile. So copy to the same disk, which takes seconds, and carry the copy to a slow one afterwards.
 */
public final class DatabaseCopy {

    private DatabaseCopy() {}

    /**
     * Copies it; the writer does not wait. The copy is not yet fsynced.
     *
     * @param copy does not exist yet
     */
    public static void make(Path database, Path copy) throws SQLException {
        try (Connection source = DriverManager.getConnection("jdbc:sqlite:" + database + "?open_mode=1");
                PreparedStatement statement = source.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, copy.toString());
            statement.execute();
        }
    }

    /**
     * Checks every page and index of a copy that nobody uses, and asks it something.
     *
     * @throws SQLException also when it is damaged, with what was found first
     */
    public static <T> T check(Path copy, Read<T> question) throws SQLException {
        try (Session session = Session.openReadOnly(copy)) {
            checkSound(session, copy);
            return question.run(session);
        }
    }

    /** Every page and index. @throws SQLException when it is damaged, with what was found first */
    static void checkSound(Session session, Path file) throws SQLException {
        List<String> found = session.list("PRAGMA integrity_check(1)", row -> row.text("integrity_check"));
        if (!found.equals(List.of("ok"))) {
            throw new SQLException(
                    file + " is damaged: " + String.join("; ", found).replace('\n', ' '), null, StoreTrouble.CORRUPT);
        }
    }
}
