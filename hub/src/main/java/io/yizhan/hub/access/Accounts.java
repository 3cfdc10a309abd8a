package io.yizhan.hub.access;

import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.EntryTimes;
import io.yizhan.hub.book.HubFact;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.store.Row;
import io.yizhan.hub.store.Rows;
import io.yizhan.hub.store.Tx;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The accounts of the page: facts in the hub's journal, and passwords beside it. For any thread. */
public final class Accounts {

    /** Characters of a password, least and most; the most bounds what one attempt costs. */
    public static final int PASSWORD_CHARACTERS_MIN = 10;

    public static final int PASSWORD_CHARACTERS_MAX = 256;

    private static final String COLUMNS = "account, role, staff, agency";

    private static final Outcome.Refused OWN = new Outcome.Refused(
            Outcome.Why.OWN,
            "nobody closes the own account, changes what it may, or resets its password here: ask another admin");

    private final Book book;
    private final SecureRandom random;

    public Accounts(Book book, SecureRandom random) {
        this.book = book;
        this.random = random;
    }

    /**
     * An account as it stands.
     *
     * @param changed when it became what it is
     * @param by who made it so: an account, or a word such as {@code hub} for a command on the hub's machine
     */
    public record Line(
            Account account,
            @Nullable TrueTime changed,
            @Nullable String by) {}

    /** @param by the account that does it, or a word such as {@code init} for a command on the hub's machine */
    public Outcome add(Account account, String password, String by) {
        return add(account, password, by, false);
    }

    private Outcome add(Account account, String password, String by, boolean first) {
        Standing standing = account.standing();
        Optional<Outcome.Refused> flaw = standing.flaw();
        if (flaw.isPresent()) {
            return flaw.get();
        }
        return withPassword(
                new AccountAdded(account.name().text(), standing.role(), standing.staff(), standing.agency(), by),
                account.name(),
                password,
                first);
    }

    /** Adds one with a first password, which opens nothing but its own change. @return {@link Outcome.Made} with it */
    public Outcome open(Account account, String by) {
        String password = RandomPassword.of(random);
        return add(account, password, by, true) instanceof Outcome.Refused refused
                ? refused
                : new Outcome.Made(password);
    }

    /** Gives a new password, and ends all sessions of the account. */
    public Outcome changePassword(AccountName name, String password, String by) {
        return withPassword(new PasswordChanged(name.text(), by), name, password, false);
    }

    /** Gives somebody else a new first password. @return {@link Outcome.Made} with it, or why not */
    public Outcome resetPassword(AccountName name, String by) {
        if (name.text().equals(by)) {
            return OWN;
        }
        String password = RandomPassword.of(random);
        return withPassword(new PasswordChanged(name.text(), by), name, password, true)
                        instanceof Outcome.Refused refused
                ? refused
                : new Outcome.Made(password);
    }

    /**
     * Makes it something else in the hall, and ends its sessions. The hall keeps an admin, and nobody does it to
     * himself.
     */
    public Outcome changeRole(AccountName name, Standing standing, String by) {
        Optional<Outcome.Refused> flaw = standing.flaw();
        if (flaw.isPresent()) {
            return flaw.get();
        }
        AccountRoleChanged changed =
                new AccountRoleChanged(name.text(), standing.role(), standing.staff(), standing.agency(), by);
        return book.database().writeAndWait(tx -> {
            Optional<Outcome.Refused> kept = objection(tx, name, standing.role(), by);
            return kept.isPresent() ? kept.get() : decideAndEndSessions(tx, name, changed);
        });
    }

    /** Lets nobody in any more, and ends its sessions. The hall keeps an admin, and nobody does it to himself. */
    public Outcome close(AccountName name, String by) {
        return book.database().writeAndWait(tx -> {
            Optional<Outcome.Refused> kept = objection(tx, name, null, by);
            return kept.isPresent() ? kept.get() : decideAndEndSessions(tx, name, new AccountClosed(name.text(), by));
        });
    }

    /** Those that are not closed, by name. */
    public List<Account> all() {
        return lines().stream().map(Line::account).toList();
    }

    /** Those that are not closed, by name, and who made them so. */
    public List<Line> lines() {
        return book.database()
                .read(rows -> rows.list(
                        "SELECT " + COLUMNS + ", changed_ms, changed_earliest_ms, changed_latest_ms, changed_by"
                                + " FROM account WHERE closed = 0 ORDER BY account",
                        row -> new Line(account(row), EntryTimes.kept(row, "changed"), row.textOrNull("changed_by"))));
    }

    static Optional<Account> find(Rows rows, AccountName name) throws SQLException {
        return rows.one(
                "SELECT " + COLUMNS + " FROM account WHERE account = ? AND closed = 0", Accounts::account, name.text());
    }

    static Account account(Row row) throws SQLException {
        return new Account(new AccountName(row.text("account")), Standing.of(row));
    }

    /** @param becomes null for an account that is closed */
    private static Optional<Outcome.Refused> objection(Tx tx, AccountName name, @Nullable Role becomes, String by)
            throws SQLException {
        if (name.text().equals(by)) {
            return Optional.of(OWN);
        }
        boolean isLastAdmin = becomes != Role.ADMIN
                && tx.number("SELECT count(*) FROM account WHERE role = ? AND closed = 0", Role.ADMIN) == 1
                && find(tx, name)
                        .filter(account -> account.standing().role() == Role.ADMIN)
                        .isPresent();
        return isLastAdmin
                ? Optional.of(new Outcome.Refused(
                        Outcome.Why.LAST_ADMIN, "the hall would have no admin any more: make another one first"))
                : Optional.empty();
    }

    /** @param first whether another person reads it, so that its owner replaces it before anything else */
    private Outcome withPassword(HubFact fact, AccountName name, String password, boolean first) {
        if (password.length() < PASSWORD_CHARACTERS_MIN || password.length() > PASSWORD_CHARACTERS_MAX) {
            return new Outcome.Refused(
                    Outcome.Why.BAD_SECRET,
                    "a password of " + password.length() + " characters: it must have " + PASSWORD_CHARACTERS_MIN
                            + " to " + PASSWORD_CHARACTERS_MAX);
        }
        String verifier = PasswordVerifier.of(password, random); // slow: not on the writer's thread
        return book.database().writeAndWait(tx -> {
            Outcome outcome = decideAndEndSessions(tx, name, fact);
            if (outcome instanceof Outcome.Done) {
                tx.update(
                        "INSERT INTO account_password (account, verifier, first) VALUES (?, ?, ?) ON CONFLICT (account)"
                                + " DO UPDATE SET verifier = excluded.verifier, first = excluded.first",
                        name.text(),
                        verifier,
                        first);
            }
            return outcome;
        });
    }

    private Outcome decideAndEndSessions(Tx tx, AccountName name, HubFact fact) throws SQLException {
        try {
            book.decide(tx, fact);
        } catch (RuleBrokenException e) {
            Outcome.Why why = fact instanceof AccountAdded ? Outcome.Why.NAME_TAKEN : Outcome.Why.NOT_THERE;
            return new Outcome.Refused(why, String.valueOf(e.getMessage()));
        }
        tx.update("DELETE FROM session WHERE account = ?", name.text());
        return new Outcome.Done();
    }
}
