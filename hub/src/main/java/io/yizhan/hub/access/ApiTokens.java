package io.yizhan.hub.access;

import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.EntryTimes;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.store.Tx;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The bearer tokens of programs: named, hashed where they rest. For any thread. */
public final class ApiTokens {

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");

    /** A token shorter than this could be guessed. */
    private static final int CHARACTERS_MIN = 32;

    private static final int CHARACTERS_MAX = 256;

    private final Book book;
    private final SecureRandom random;

    public ApiTokens(Book book, SecureRandom random) {
        this.book = book;
        this.random = random;
    }

    /** A token as it stands, in {@link Accounts.Line}'s sense. */
    public record Line(
            Program program,
            @Nullable TrueTime changed,
            @Nullable String by) {}

    /** Makes a token for a program. @return {@link Outcome.Made} with it, or why not */
    public Outcome make(String name, Standing standing, String by) {
        Optional<Outcome.Refused> flaw = NAME.matcher(name).matches() ? standing.flaw() : Optional.of(noName(name));
        if (flaw.isPresent()) {
            return flaw.get();
        }
        String token = Secret.random(random);
        String hash = Secret.hash(token);
        return book.database().writeAndWait(tx -> {
            try {
                book.decide(tx, ApiTokenAdded.of(name, standing, by));
            } catch (RuleBrokenException e) {
                return new Outcome.Refused(Outcome.Why.NAME_TAKEN, String.valueOf(e.getMessage()));
            }
            tx.update("INSERT INTO api_token_hash (token_hash, name) VALUES (?, ?)", hash, name);
            return new Outcome.Made(token);
        });
    }

    /**
     * Lets an admin's token in, such as that of the hub's own machine. One that is known under this name already
     * changes nothing; another one under the same name takes its place, so that a token's file can be written anew.
     *
     * @param token 32 characters or more, random
     * @param by the account that does it, or a word such as {@code hub} for the hub's own start
     */
    public Outcome accept(String name, String token, String by) {
        if (!NAME.matcher(name).matches()) {
            return noName(name);
        }
        if (token.length() < CHARACTERS_MIN || token.length() > CHARACTERS_MAX) {
            return new Outcome.Refused(
                    Outcome.Why.BAD_SECRET,
                    "a token of " + token.length() + " characters: it must have " + CHARACTERS_MIN + " to "
                            + CHARACTERS_MAX + ", made at random");
        }
        String hash = Secret.hash(token);
        return book.database().writeAndWait(tx -> accept(tx, name, hash, by));
    }

    /** The token opens nothing any more. */
    public Outcome revoke(String name, String by) {
        return book.database().writeAndWait(tx -> {
            try {
                book.decide(tx, new ApiTokenRevoked(name, by));
            } catch (RuleBrokenException e) {
                return new Outcome.Refused(Outcome.Why.NOT_THERE, String.valueOf(e.getMessage()));
            }
            tx.update("DELETE FROM api_token_hash WHERE name = ?", name);
            return new Outcome.Done();
        });
    }

    /** Those that open something, by name. */
    public List<Line> lines() {
        return book.database()
                .read(rows -> rows.list(
                        "SELECT name, role, staff, agency, changed_ms, changed_earliest_ms, changed_latest_ms,"
                                + " changed_by FROM api_token WHERE revoked = 0 ORDER BY name",
                        row -> new Line(
                                new Program(row.text("name"), Standing.of(row)),
                                EntryTimes.kept(row, "changed"),
                                row.textOrNull("changed_by"))));
    }

    /** Whose token this is, if it is one. */
    public Optional<Program> find(String token) {
        String hash = Secret.hash(token);
        return book.database()
                .read(rows -> rows.one(
                        "SELECT t.name, t.role, t.staff, t.agency FROM api_token_hash h"
                                + " JOIN api_token t ON t.name = h.name AND t.revoked = 0 WHERE h.token_hash = ?",
                        row -> new Program(row.text("name"), Standing.of(row)),
                        hash));
    }

    private Outcome accept(Tx tx, String name, String hash, String by) throws SQLException {
        boolean known = tx.number("SELECT count(*) FROM api_token WHERE name = ?", name) > 0;
        if (known && tx.number("SELECT count(*) FROM api_token WHERE name = ? AND revoked = 1", name) > 0) {
            return new Outcome.Refused(
                    Outcome.Why.NAME_TAKEN, "the token " + name + " was revoked: choose another name");
        }
        if (!known) {
            book.record(tx, ApiTokenAdded.of(name, Standing.of(Role.ADMIN), by));
        }
        tx.update("DELETE FROM api_token_hash WHERE name = ? AND token_hash <> ?", name, hash);
        tx.update(
                "INSERT INTO api_token_hash (token_hash, name) VALUES (?, ?) ON CONFLICT (token_hash) DO NOTHING",
                hash,
                name);
        return new Outcome.Done();
    }

    private static Outcome.Refused noName(String name) {
        return new Outcome.Refused(
                Outcome.Why.BAD_NAME, "\"" + name + "\" is no name of a token: it must match " + NAME);
    }
}
