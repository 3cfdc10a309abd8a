package io.yizhan.hub.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The steps that made the tables, each carried out once and in order, with the checksum of what was carried out. A step
 * that changed after it was carried out stops the hub: what stands in the database is then not what the program
 * believes.
 */
final class Migrations {

    /** In the order of their numbers; each is a resource of this package, statements ended by a line of {@code ;}. */
    private static final List<String> STEPS = List.of(
            "001-book",
            "002-access",
            "003-devices",
            "004-staff",
            "005-queue",
            "006-attendance",
            "007-evaluation",
            "008-losses",
            "009-any-order",
            "010-applied-again",
            "011-recovery",
            "012-true-time",
            "013-uncertain-times",
            "014-doubts",
            "015-fingers",
            "017-standing",
            "018-careers",
            "019-leave",
            "020-attendance-rules",
            "021-bulletins",
            "022-pin-spans",
            "023-first-confirmed",
            "024-first-passwords",
            "025-fewer-leaves",
            "026-papers",
            "027-hall-spans",
            "028-returned-calls");

    private Migrations() {}

    static void apply(Session session, Path file) throws SQLException {
        session.execute("CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL)");
        List<String> done = session.list("SELECT name FROM migration ORDER BY name", row -> row.text("name"));
        if (done.size() > STEPS.size()) {
            throw new SQLException(
                    file + " was made by a newer hub (it has " + done.size() + " migrations, this one knows "
                            + STEPS.size() + "): start that version, or restore a backup of this one");
        }
        for (String step : STEPS) {
            String sql = resource(step);
            String sha256 = sha256(sql);
            Optional<String> before =
                    session.one("SELECT sha256 FROM migration WHERE name = ?", row -> row.text("sha256"), step);
            if (before.isEmpty()) {
                carryOut(session, step, sql, sha256);
            } else if (!before.get().equals(sha256)) {
                throw new SQLException("migration " + step + " was carried out in another form (" + before.get()
                        + ", now " + sha256 + "): add a new migration instead of changing one");
            }
        }
    }

    /** Looks whether every step was carried out, and none beside; changes nothing. */
    static void checkWhole(Session session, Path file) throws SQLException {
        List<String> done = session.list("SELECT name FROM migration ORDER BY name", row -> row.text("name"));
        if (!done.equals(STEPS)) {
            throw new SQLException(file + " has the migrations " + done + ", this version knows " + STEPS
                    + ": start a hub of this version on it once, or use the version that it is of");
        }
    }

    /** Writes something that changes nothing. */
    static int touch(Tx tx) throws SQLException {
        return tx.update("UPDATE migration SET sha256 = sha256 WHERE name = ?", STEPS.getFirst());
    }

    private static void carryOut(Session session, String step, String sql, String sha256) throws SQLException {
        session.execute("BEGIN IMMEDIATE");
        try {
            for (String statement : sql.split(";\\s*\\n", -1)) {
                if (!statement.isBlank()) {
                    session.execute(statement);
                }
            }
            session.update("INSERT INTO migration (name, sha256) VALUES (?, ?)", step, sha256);
            session.execute("COMMIT");
        } catch (SQLException e) {
            session.execute("ROLLBACK");
            throw new SQLException("migration " + step + " failed: " + e.getMessage(), e);
        }
    }

    private static String resource(String step) {
        try (InputStream in = Migrations.class.getResourceAsStream(step + ".sql")) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its migration " + step + ".sql");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("migration " + step + ".sql cannot be read from the program", e);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }
}
