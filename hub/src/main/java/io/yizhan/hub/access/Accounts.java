package io.yizhan.hub.access;

import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.HubFact;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.store.Row;
import io.yizhan.hub.store.Rows;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.StaffId;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The accounts of the page: facts in the hub's journal, and passwords beside it. For any thread. */
public final class Accounts {

    /** Characters of a password, least and most; the most bounds what one attempt costs. */
    public static final int PASSWORD_CHARACTERS_MIN = 10;

    public static final int PASSWORD_CHARACTERS_MAX = 256;

    private final Book book;
    private final SecureRandom random;

    public Accounts(Book book, SecureRandom random) {
        this.book = book;
        this.random = random;
    }

    /** @param by the account that does it, or a word such as {@code init} for a command on the hub's machine */
    public Outcome add(Account account, String password, String by) {
        return withPassword(
                new AccountAdded(account.name().text(), account.role(), account.staff(), by), account.name(), password);
    }

    /** Gives a new password, and ends all sessions of the account. */
    public Outcome changePassword(AccountName name, String password, String by) {
        return withPassword(new PasswordChanged(name.text(), by), name, password);
    }

    /** Lets nobody in with it any more, and ends its sessions. */
    public Outcome close(AccountName name, String by) {
        return book.database().writeAndWait(tx -> {
            Outcome outcome = decide(tx, new AccountClosed(name.text(), by));
            endSessions(tx, name);
            return outcome;
        });
    }

    /** Those that are not closed, by name. */
    public List<Account> all() {
        return book.database()
                .read(rows -> rows.list(
                        "SELECT account, role, staff FROM account WHERE closed = 0 ORDER BY account",
                        Accounts::account));
    }

    static Optional<Account> find(Rows rows, AccountName name) throws SQLException {
        return rows.one(
                "SELECT account, role, staff FROM account WHERE account = ? AND closed = 0",
                Accounts::account,
                name.text());
    }

    static Account account(Row row) throws SQLException {
        @Nullable String staff = row.textOrNull("staff");
        return new Account(
                new AccountName(row.text("account")),
                role(row.text("role")),
                staff == null ? null : new StaffId(staff));
    }

    private Outcome withPassword(HubFact fact, AccountName name, String password) {
        if (password.length() < PASSWORD_CHARACTERS_MIN || password.length() > PASSWORD_CHARACTERS_MAX) {
            return new Outcome.Refused("a password of " + password.length() + " characters: it must have "
                    + PASSWORD_CHARACTERS_MIN + " to " + PASSWORD_CHARACTERS_MAX);
        }
        String verifier = PasswordVerifier.of(password, random); // slow: not on the writer's thread
        return book.database().writeAndWait(tx -> {
            Outcome outcome = decide(tx, fact);
            if (outcome instanceof Outcome.Done) {
                tx.update(
                        "INSERT INTO account_password (account, verifier) VALUES (?, ?)"
                                + " ON CONFLICT (account) DO UPDATE SET verifier = excluded.verifier",
                        name.text(),
                        verifier);
                endSessions(tx, name);
            }
            return outcome;
        });
    }

    private Outcome decide(Tx tx, HubFact fact) throws SQLException {
        try {
            book.decide(tx, fact);
            return new Outcome.Done();
        } catch (RuleBrokenException e) {
            return new Outcome.Refused(String.valueOf(e.getMessage()));
        }
    }

    private static void endSessions(Tx tx, AccountName name) throws SQLException {
        tx.update("DELETE FROM session WHERE account = ?", name.text());
    }

    private static Role role(String word) throws SQLException {
        return Arrays.stream(Role.values())
                .filter(role -> Json.wireName(role).equals(word))
                .findFirst()
                .orElseThrow(() -> new SQLException("\"" + word + "\" stands in the table of accounts as a role"));
    }
}
