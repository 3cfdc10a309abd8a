package io.yizhan.hub.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.HandClock;
import io.yizhan.hub.PaperTerminal;
import io.yizhan.hub.book.Book;
import io.yizhan.hub.store.Database;
import io.yizhan.protocol.id.StaffId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTest {

    private static final AccountName ADMIN = new AccountName("admin");
    private static final String PASSWORD = "seven-warm-stones";
    private static final String ADDRESS = "192.0.2.7";
    private static final Program LOCAL = new Program("local", Standing.of(Role.ADMIN));
    private static final String TOKEN = "t".repeat(64);

    @TempDir
    Path folder;

    private final HandClock clock = new HandClock(Instant.parse("2026-11-23T00:30:00Z"), Duration.ofHours(100));
    private Database database;
    private Accounts accounts;
    private Sessions sessions;
    private ApiTokens tokens;

    @BeforeEach
    void open() {
        database = Database.open(folder.resolve("hub.db"));
        Book book =
                new Book(database, clock, PaperTerminal.ZONE, List.of(new AccessProjection()), AccessProjection.FACTS);
        SecureRandom random = new SecureRandom();
        accounts = new Accounts(book, random);
        sessions = new Sessions(database, clock::now, random);
        tokens = new ApiTokens(book, random);
        assertThat(accounts.add(new Account(ADMIN, Standing.of(Role.ADMIN)), PASSWORD, "init"))
                .isEqualTo(new Outcome.Done());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void the_right_password_opens_a_session() {
        String word = signedIn();

        assertThat(sessions.find(word).map(Visitor::account)).contains(new Account(ADMIN, Standing.of(Role.ADMIN)));
    }

    @Test
    void a_wrong_password_and_an_unknown_account_are_told_the_same() {
        assertThat(sessions.signIn("admin", "something else", ADDRESS)).isEqualTo(new SignIn.Wrong());
        assertThat(sessions.signIn("nobody", PASSWORD, ADDRESS)).isEqualTo(new SignIn.Wrong());
        assertThat(sessions.signIn("ADMIN' --", PASSWORD, ADDRESS)).isEqualTo(new SignIn.Wrong());
    }

    @Test
    void who_guesses_waits_even_with_the_right_password() {
        for (int i = 0; i < 6; i++) {
            sessions.signIn("admin", "guess " + i, "192.0.2." + i);
        }

        assertThat(sessions.signIn("admin", PASSWORD, ADDRESS)).isInstanceOf(SignIn.TooOften.class);

        clock.pass(Throttle.PAUSE_MAX);
        assertThat(sessions.signIn("admin", PASSWORD, ADDRESS)).isInstanceOf(SignIn.Done.class);
    }

    @Test
    void an_address_that_tries_many_names_waits() {
        for (int i = 0; i < 21; i++) {
            sessions.signIn("name" + i, "guess", ADDRESS);
        }

        assertThat(sessions.signIn("admin", PASSWORD, ADDRESS)).isInstanceOf(SignIn.TooOften.class);
        assertThat(sessions.signIn("admin", PASSWORD, "192.0.2.99")).isInstanceOf(SignIn.Done.class);
    }

    @Test
    void a_session_ends_when_it_is_not_used() {
        String word = signedIn();
        clock.pass(Sessions.IDLE_MAX.minusSeconds(1));
        assertThat(sessions.find(word)).isPresent();

        database.writeAndWait(tx -> 0); // the use is written by now
        clock.pass(Sessions.IDLE_MAX.minusSeconds(1));
        assertThat(sessions.find(word)).isPresent();

        database.writeAndWait(tx -> 0);
        clock.pass(Sessions.IDLE_MAX);
        assertThat(sessions.find(word)).isEmpty();
    }

    @Test
    void a_session_ends_after_a_day_of_work_whatever_is_done() {
        String word = signedIn();
        Duration step = Duration.ofMinutes(50);
        for (Duration age = step; age.compareTo(Sessions.AGE_MAX) < 0; age = age.plus(step)) {
            clock.pass(step);
            assertThat(sessions.find(word)).as("after %s", age).isPresent();
            database.writeAndWait(tx -> 0);
        }

        clock.pass(step);
        assertThat(sessions.find(word)).isEmpty();
    }

    @Test
    void signing_out_ends_it() {
        String word = signedIn();
        sessions.end(word);

        assertThat(sessions.find(word)).isEmpty();
        assertThat(sessions.find(null)).isEmpty();
    }

    @Test
    void a_new_password_ends_the_sessions_and_is_the_only_one() {
        String word = signedIn();
        assertThat(accounts.changePassword(ADMIN, "nine-cold-rivers", "admin")).isEqualTo(new Outcome.Done());

        assertThat(sessions.find(word)).isEmpty();
        assertThat(sessions.signIn("admin", PASSWORD, ADDRESS)).isEqualTo(new SignIn.Wrong());
        assertThat(sessions.signIn("admin", "nine-cold-rivers", ADDRESS)).isInstanceOf(SignIn.Done.class);
    }

    @Test
    void a_closed_account_lets_nobody_in() {
        String word = signedIn();
        accounts.add(new Account(new AccountName("other"), Standing.of(Role.ADMIN)), PASSWORD, "admin");
        assertThat(accounts.close(ADMIN, "other")).isEqualTo(new Outcome.Done());

        assertThat(sessions.find(word)).isEmpty();
        assertThat(sessions.signIn("admin", PASSWORD, ADDRESS)).isEqualTo(new SignIn.Wrong());
        assertThat(accounts.all()).containsExactly(new Account(new AccountName("other"), Standing.of(Role.ADMIN)));
        assertThat(accounts.changePassword(ADMIN, "nine-cold-rivers", "admin")).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void names_are_given_once_and_passwords_have_a_length() {
        Account clerk = new Account(new AccountName("clerk"), Standing.of(Role.CLERK, new StaffId("s0101")));

        assertThat(accounts.add(clerk, "short", "admin")).isInstanceOf(Outcome.Refused.class);
        assertThat(accounts.add(clerk, PASSWORD, "admin")).isEqualTo(new Outcome.Done());
        assertThat(accounts.add(clerk, PASSWORD, "admin")).isInstanceOf(Outcome.Refused.class);
        assertThat(accounts.all()).contains(clerk);
    }

    @Test
    void a_token_opens_until_it_is_revoked_and_stays_revoked() {
        assertThat(tokens.find(TOKEN)).isEmpty();
        tokens.accept("local", TOKEN, "init");
        tokens.accept("local", TOKEN, "hub");
        assertThat(tokens.find(TOKEN)).contains(LOCAL);

        tokens.revoke("local", "admin");
        assertThat(tokens.find(TOKEN)).isEmpty();
        assertThat(tokens.accept("local", TOKEN, "hub")).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void a_token_that_is_written_anew_takes_the_place_of_the_old() {
        tokens.accept("local", TOKEN, "init");
        tokens.accept("local", "u".repeat(64), "hub");

        assertThat(tokens.find(TOKEN)).isEmpty();
        assertThat(tokens.find("u".repeat(64))).contains(LOCAL);
        assertThat(tokens.accept("short", "abc", "admin")).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void no_secret_is_in_the_file_or_in_the_journal() throws Exception {
        String word = signedIn();
        tokens.accept("local", TOKEN, "init");
        database.close();

        for (String secret : List.of(PASSWORD, word, TOKEN)) {
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .doesNotContain(secret);
                }
            }
        }
    }

    private String signedIn() {
        return ((SignIn.Done) sessions.signIn("admin", PASSWORD, ADDRESS)).word();
    }
}
