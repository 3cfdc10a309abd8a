package io.yizhan.hub.access;

import io.yizhan.hub.store.Database;
import io.yizhan.hub.store.Row;
import io.yizhan.hub.store.Rows;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is signed in to the page. A session is a random word in the browser's cookie; the hub keeps its hash. For any
 * thread.
 *
 * <pre>
 *   sign in → word ─┬─ used again within {@link #IDLE_MAX}, until {@link #AGE_MAX} ─→ visitor
 *                   └─ signed out, idle, too old, account closed, password changed ─→ nobody
 * </pre>
 */
public final class Sessions {

    /** Without a request, or an open live page, this long: signed out. */
    public static final Duration IDLE_MAX = Duration.ofHours(1);

    /** A working day; then a password is asked for again, whatever was done meanwhile. */
    public static final Duration AGE_MAX = Duration.ofHours(12);

    /** A use is written down at most this often: a page is not worth a disk write a click. */
    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

    /** Of one account; the eldest goes first. */
    private static final int SESSIONS_OF_ONE_MAX = 20;

    /** Passwords tried at the same time; each takes 19 MiB. */
    private static final int ATTEMPTS_AT_ONCE_MAX = 2;

    /** Mistakes are human; these many cost no pause. */
    private static final int FREE_OF_ACCOUNT = 5;

    /** Several people share an address. */
    private static final int FREE_OF_ADDRESS = 20;

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    private final Database database;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Semaphore attempts = new Semaphore(ATTEMPTS_AT_ONCE_MAX);
    private final Throttle ofAccount = new Throttle(FREE_OF_ACCOUNT);
    private final Throttle ofAddress = new Throttle(FREE_OF_ADDRESS);
    private final String nobodysVerifier;

    public Sessions(Database database, InstantSource clock, SecureRandom random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
        this.nobodysVerifier = PasswordVerifier.of(Secret.random(random), random);
    }

    /** Tries a password. A name that nobody has takes as long as a wrong password. */
    public SignIn signIn(String typedName, String password, String address) {
        String name = typedName.strip();
        String key = name.substring(0, Math.min(name.length(), 64));
        Instant now = clock.instant();
        Duration wait = longer(ofAccount.pause(key, now), ofAddress.pause(address, now));
        if (wait.isPositive()) {
            return new SignIn.TooOften(wait);
        }
        if (!attempts.tryAcquire()) {
            return new SignIn.Busy();
        }
        Optional<Account> account;
        try {
            account = password.length() > Accounts.PASSWORD_CHARACTERS_MAX ? Optional.empty() : proven(name, password);
        } finally {
            attempts.release();
        }
        if (account.isEmpty()) {
            ofAccount.failed(key, now);
            ofAddress.failed(address, now);
            return new SignIn.Wrong();
        }
        ofAccount.succeeded(key);
        return new SignIn.Done(account.get(), begin(account.get()));
    }

    /** Whose cookie this is, if it still is somebody's. */
    public Optional<Visitor> find(@Nullable String word) {
        if (word == null || word.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        String hash = Secret.hash(word);
        Optional<Known> known = database.read(rows -> known(rows, hash));
        if (known.isEmpty() || known.get().isOver(now)) {
            return Optional.empty();
        }
        if (!now.isBefore(known.get().seen.plus(SEEN_EVERY))) {
            seen(hash, now);
        }
        return Optional.of(new Visitor(known.get().account, Secret.formWord(word), known.get().firstPassword));
    }

    /** Signs out. */
    public void end(String word) {
        String hash = Secret.hash(word);
        database.writeAndWait(tx -> tx.update("DELETE FROM session WHERE token_hash = ?", hash));
    }

    /** Without waiting: when it is not written down, the session only ends a minute earlier. */
    private void seen(String hash, Instant now) {
        var _ = database.write(tx -> tx.update("UPDATE session SET seen_ms = ? WHERE token_hash = ?", now, hash))
                .whenComplete((rows, failure) -> {
                    if (failure != null) {
                        LOG.debug("a session's use was not written down", failure);
                    }
                });
    }

    private Optional<Account> proven(String name, String password) {
        Optional<Account> account =
                AccountName.typed(name).flatMap(typed -> database.read(rows -> Accounts.find(rows, typed)));
        String verifier = account.flatMap(this::verifier).orElse(nobodysVerifier);
        return PasswordVerifier.fits(password, verifier) ? account : Optional.empty();
    }

    private Optional<String> verifier(Account account) {
        return database.read(rows -> rows.one(
                "SELECT verifier FROM account_password WHERE account = ?",
                row -> row.text("verifier"),
                account.name().text()));
    }

    private String begin(Account account) {
        String word = Secret.random(random);
        String hash = Secret.hash(word);
        Instant now = clock.instant();
        database.writeAndWait(tx -> {
            tx.update(
                    "DELETE FROM session WHERE seen_ms <= ? OR began_ms <= ?", now.minus(IDLE_MAX), now.minus(AGE_MAX));
            tx.update(
                    "DELETE FROM session WHERE token_hash IN (SELECT token_hash FROM session WHERE account = ?"
                            + " ORDER BY seen_ms DESC LIMIT -1 OFFSET ?)",
                    account.name().text(),
                    SESSIONS_OF_ONE_MAX - 1);
            return tx.update(
                    "INSERT INTO session (token_hash, account, began_ms, seen_ms) VALUES (?, ?, ?, ?)",
                    hash,
                    account.name().text(),
                    now,
                    now);
        });
        return word;
    }

    private static Optional<Known> known(Rows rows, String hash) throws SQLException {
        return rows.one(
                "SELECT a.account, a.role, a.staff, a.agency, p.first, s.began_ms, s.seen_ms FROM session s"
                        + " JOIN account a ON a.account = s.account AND a.closed = 0"
                        + " JOIN account_password p ON p.account = a.account WHERE s.token_hash = ?",
                Sessions::known,
                hash);
    }

    private static Known known(Row row) throws SQLException {
        return new Known(Accounts.account(row), row.flag("first"), row.instant("began_ms"), row.instant("seen_ms"));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private record Known(Account account, boolean firstPassword, Instant began, Instant seen) {

        boolean isOver(Instant now) {
            return !now.isBefore(seen.plus(IDLE_MAX)) || !now.isBefore(began.plus(AGE_MAX));
        }
    }
}
