package io.yizhan.hub.access;

import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.store.Tx;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The bearer tokens of programs: named, hashed where they rest. For any thread. */
public final class ApiTokens {

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");

    /** A token shorter than this could be guessed. */
    private static final int CHARACTERS_MIN = 32;

    private static final int CHARACTERS_MAX = 256;

    private final Book book;

    public ApiTokens(Book book) {
        this.book = book;
    }

    /**
     * Lets a token in. One that is known under this name already changes nothing; another one under the same name takes
     * its place, so that a token's file can be written anew.
     *
     * @param token 32 characters or more, random
     * @param by the account that does it, or a word such as {@code hub} for the hub's own start
     */
    public Outcome accept(String name, String token, String by) {
        if (!NAME.matcher(name).matches()) {
            return new Outcome.Refused("\"" + name + "\" is no name of a token: it must match " + NAME);
        }
        if (token.length() < CHARACTERS_MIN || token.length() > CHARACTERS_MAX) {
            return new Outcome.Refused("a token of " + token.length() + " characters: it must have " + CHARACTERS_MIN
                    + " to " + CHARACTERS_MAX + ", made at random");
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
                return new Outcome.Refused(String.valueOf(e.getMessage()));
            }
            tx.update("DELETE FROM api_token_hash WHERE name = ?", name);
            return new Outcome.Done();
        });
    }

    /** The name of this token, if it is one. */
    public Optional<String> find(String token) {
        String hash = Secret.hash(token);
        return book.database()
                .read(rows -> rows.one(
                        "SELECT h.name FROM api_token_hash h JOIN api_token t ON t.name = h.name AND t.revoked = 0"
                                + " WHERE h.token_hash = ?",
                        row -> row.text("name"),
                        hash));
    }

    private Outcome accept(Tx tx, String name, String hash, String by) throws SQLException {
        boolean known = tx.number("SELECT count(*) FROM api_token WHERE name = ?", name) > 0;
        if (known && tx.number("SELECT count(*) FROM api_token WHERE name = ? AND revoked = 1", name) > 0) {
            return new Outcome.Refused("the token " + name + " was revoked: choose another name");
        }
        if (!known) {
            book.record(tx, new ApiTokenAdded(name, by));
        }
        tx.update("DELETE FROM api_token_hash WHERE name = ? AND token_hash <> ?", name, hash);
        tx.update(
                "INSERT INTO api_token_hash (token_hash, name) VALUES (?, ?) ON CONFLICT (token_hash) DO NOTHING",
                hash,
                name);
        return new Outcome.Done();
    }
}
