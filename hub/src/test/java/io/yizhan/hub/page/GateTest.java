package io.yizhan.hub.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.hub.access.Account;
import io.yizhan.hub.access.AccountName;
import io.yizhan.hub.access.Role;
import io.yizhan.hub.access.Sessions;
import io.yizhan.hub.access.Standing;
import io.yizhan.hub.http.PortTakenException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {

    private static final List<String> PAGES = List.of(
            "/",
            "/punches",
            "/ratings",
            "/devices",
            "/quarantine",
            "/counters",
            "/people",
            "/people/s0101",
            "/live",
            "/punches.csv",
            "/ratings.csv");

    @TempDir
    Path folder;

    private PaperHall hall;
    private Browserless anna;

    @BeforeEach
    void open() throws Exception {
        hall = new PaperHall(folder);
        new Morning(hall).prepare();
        anna = new Browserless(hall);
    }

    @AfterEach
    void close() {
        anna.close();
        hall.close();
    }

    @Test
    void who_is_not_signed_in_is_led_to_the_sign_in_and_comes_back() throws Exception {
        HttpResponse<String> refused = anna.get("/punches?day=2026-11-20", "Accept", "text/html");

        assertThat(refused.statusCode()).isEqualTo(303);
        String signIn = refused.headers().firstValue("Location").orElseThrow();
        assertThat(signIn).isEqualTo("/sign-in?then=%2Fpunches%3Fday%3D2026-11-20");
        assertThat(anna.get(signIn).body()).contains("name=\"then\" value=\"/punches?day=2026-11-20\"");
    }

    @Test
    void nothing_of_the_hall_is_shown_without_a_session() throws Exception {
        for (String page : PAGES) {
            HttpResponse<String> answer = anna.get(page);
            assertThat(answer.statusCode()).as(page).isEqualTo(401);
            assertThat(answer.body()).doesNotContain("赵明");
        }
    }

    @Test
    void the_password_opens_every_page() throws Exception {
        HttpResponse<String> in = anna.signIn(PaperHall.ADMIN, PaperHall.PASSWORD);

        assertThat(in.statusCode()).isEqualTo(303);
        assertThat(in.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("HttpOnly")
                .contains("SameSite=Strict")
                .contains("Path=/")
                .doesNotContain("Secure");
        for (String page : PAGES) {
            assertThat(anna.get(page).statusCode()).as(page).isEqualTo(200);
        }
    }

    @Test
    void every_page_says_what_a_browser_may_load() throws Exception {
        anna.signIn(PaperHall.ADMIN, PaperHall.PASSWORD);
        HttpResponse<String> plain = anna.get("/");

        assertThat(plain.statusCode()).isEqualTo(200);
        assertThat(plain.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'")
                .doesNotContain("unsafe");
        assertThat(plain.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(plain.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(plain.headers().firstValue("Server")).isEmpty();
    }

    @Test
    void a_wrong_password_is_told_politely_and_opens_nothing() throws Exception {
        HttpResponse<String> wrong = anna.signIn(PaperHall.ADMIN, "wrong");

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("账号或口令不对").doesNotContain("wrong\"");
        assertThat(anna.get("/").statusCode()).isEqualTo(401);
    }

    @Test
    void who_guesses_is_told_how_long_to_wait() throws Exception {
        for (int i = 0; i < 6; i++) {
            anna.signIn(PaperHall.ADMIN, "guess " + i);
        }
        HttpResponse<String> throttled = anna.signIn(PaperHall.ADMIN, PaperHall.PASSWORD);

        assertThat(throttled.statusCode()).isEqualTo(429);
        assertThat(throttled.headers().firstValue("Retry-After")).contains("2");
        assertThat(throttled.body()).contains("请 2 秒 后再试");
    }

    @Test
    void a_session_that_is_over_is_asked_to_sign_in_again() throws Exception {
        anna.signIn(PaperHall.ADMIN, PaperHall.PASSWORD);
        assertThat(anna.get("/").statusCode()).isEqualTo(200);

        hall.clock.pass(Sessions.IDLE_MAX);
        assertThat(anna.get("/").statusCode()).isEqualTo(401);
    }

    @Test
    void signing_out_ends_the_session_for_who_kept_the_cookie_too() throws Exception {
        HttpResponse<String> in = anna.signIn(PaperHall.ADMIN, PaperHall.PASSWORD);
        String cookie = in.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        anna.post("/sign-out", Map.of("form_word", anna.formWord()));

        try (Browserless thief = new Browserless(hall)) {
            assertThat(thief.get("/", "Cookie", cookie).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void a_form_of_a_foreign_page_is_refused() throws Exception {
        anna.signIn(PaperHall.ADMIN, PaperHall.PASSWORD);
        Map<String, String> form =
                Map.of("form_word", anna.formWord(), "counter", "1", "action", "next", "staff", "s0101");

        assertThat(anna.postFrom("https://elsewhere.example", "/counters", form).statusCode())
                .isEqualTo(403);
        assertThat(anna.postFrom("null", "/counters", form).statusCode()).isEqualTo(403);
        assertThat(hall.pressed).isEmpty();

        assertThat(anna.post("/counters", form).statusCode()).isEqualTo(303);
        assertThat(hall.pressed).containsExactly("1 next s0101");
    }

    @Test
    void a_form_without_this_sessions_word_is_refused() throws Exception {
        anna.signIn(PaperHall.ADMIN, PaperHall.PASSWORD);
        Map<String, String> form = Map.of("counter", "1", "action", "next", "staff", "s0101");

        assertThat(anna.post("/counters", form).statusCode()).isEqualTo(403);
        assertThat(anna.post("/sign-out", Map.of("form_word", "guessed")).statusCode())
                .isEqualTo(403);
        assertThat(hall.pressed).isEmpty();
    }

    @Test
    void a_sign_in_sent_from_a_foreign_page_is_refused() throws Exception {
        Map<String, String> form = Map.of("account", PaperHall.ADMIN, "password", PaperHall.PASSWORD);

        assertThat(anna.postFrom("https://elsewhere.example", "/sign-in", form).statusCode())
                .isEqualTo(403);
        assertThat(anna.get("/").statusCode()).isEqualTo(401);
    }

    @Test
    void a_clerk_sees_the_day_and_the_own_record_and_presses_own_keys_only() throws Exception {
        hall.accounts.add(
                new Account(new AccountName("clerk"), Standing.of(Role.CLERK, Morning.staff(0))),
                PaperHall.PASSWORD,
                "admin");
        anna.signIn("clerk", PaperHall.PASSWORD);

        assertThat(anna.get("/").statusCode()).isEqualTo(200);
        for (String page : List.of("/devices", "/devices/live", "/quarantine", "/times", "/people/s0102")) {
            assertThat(anna.get(page).statusCode()).as(page).isEqualTo(403);
        }
        String word = anna.formWord();
        Map<String, String> own = Map.of("form_word", word, "counter", "1", "action", "sign-in", "staff", "s0101");
        Map<String, String> foreign = Map.of("form_word", word, "counter", "1", "action", "sign-in", "staff", "s0102");
        assertThat(anna.post("/counters", foreign).statusCode()).isEqualTo(403);
        assertThat(anna.post("/counters", own).statusCode()).isEqualTo(303);
        assertThat(hall.pressed).containsExactly("1 sign-in s0101");
    }

    @Test
    void a_switch_of_the_language_leads_nowhere_else() throws Exception {
        for (String elsewhere : List.of("//elsewhere.example", "https://elsewhere.example/", "/\\elsewhere.example")) {
            HttpResponse<String> switched = anna.post("/language", Map.of("to", "en", "then", elsewhere));
            assertThat(switched.headers().firstValue("Location")).contains("/");
        }
        assertThat(anna.post("/language", Map.of("to", "xx", "then", "/")).statusCode())
                .isEqualTo(400);
    }

    @Test
    void an_address_that_is_not_there_and_a_filter_that_makes_no_sense_say_what_to_do() throws Exception {
        anna.signIn(PaperHall.ADMIN, PaperHall.PASSWORD);

        HttpResponse<String> nowhere = anna.get("/nowhere");
        assertThat(nowhere.statusCode()).isEqualTo(404);
        assertThat(nowhere.body()).contains("没有这一页").contains("今日");

        HttpResponse<String> nonsense = anna.get("/punches?day=yesterday");
        assertThat(nonsense.statusCode()).isEqualTo(400);
        assertThat(nonsense.body()).contains("请返回上一页").contains("yesterday");
    }

    @Test
    void a_taken_port_is_said_in_a_sentence() {
        try (PaperHall second = closedHall()) {
            assertThatThrownBy(() -> second.page.start("127.0.0.1", hall.page.port()))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining("port " + hall.page.port())
                    .hasMessageContaining("hub.toml");
        }
    }

    private PaperHall closedHall() {
        return PaperHall.notServing(folder.resolve("second.db"));
    }
}
