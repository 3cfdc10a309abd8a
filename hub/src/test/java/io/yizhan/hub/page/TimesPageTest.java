package io.yizhan.hub.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.access.Account;
import io.yizhan.hub.access.AccountName;
import io.yizhan.hub.access.Role;
import io.yizhan.hub.access.Standing;
import io.yizhan.hub.book.TimeSettled;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.protocol.fact.FaultRaised;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.fact.PunchUnknown;
import io.yizhan.protocol.fact.RatingOpened;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.SessionId;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 待核定的时间: an admin settles an uncertain time, within its bounds and with a reason; nobody else does. */
class TimesPageTest {

    private static final Instant EARLIEST = Instant.parse("2026-11-23T00:10:00.250Z");
    private static final Instant LATEST = Instant.parse("2026-11-23T01:40:00.750Z");
    private static final Instant GUESS = Instant.parse("2026-11-23T00:33:44Z");
    private static final String REASON = "按大厅门口的录像";

    @TempDir
    Path folder;

    private PaperHall hall;
    private Browserless anna;

    @BeforeEach
    void open() throws Exception {
        hall = new PaperHall(folder);
        anna = hall.as(PaperHall.ADMIN);
    }

    @AfterEach
    void close() {
        anna.close();
        hall.close();
    }

    private static TrueTime uncertain() {
        return new TrueTime(GUESS, EARLIEST, LATEST, TrueTime.Source.UNCERTAIN, false);
    }

    private void anUncertainPunch() {
        new Morning(hall).prepare();
        hall.tell("reader-1", uncertain(), new Punch(Punch.Method.PIN, Morning.staff(12), null, null, null));
    }

    /** What the page's form sends for the one punch. */
    private Map<String, String> form(String at, String reason) throws Exception {
        Map<String, String> form = new HashMap<>(Map.of("device", "reader-1", "at", at, "reason", reason));
        form.put(
                "journal",
                hall.database.read(rows -> rows.one("SELECT journal FROM punch", row -> row.text("journal"))
                        .orElseThrow()));
        form.put("seq", String.valueOf(hall.database.<Long>read(rows -> rows.number("SELECT seq FROM punch"))));
        form.put("form_word", anna.formWord());
        return form;
    }

    private List<String> words() {
        return hall.database.read(rows -> rows.list(
                "SELECT line FROM entry WHERE type = 'time-settled' ORDER BY position",
                row -> new String(row.bytes("line"), java.nio.charset.StandardCharsets.UTF_8)));
    }

    private void nothingIsSettled() throws Exception {
        assertThat(words()).isEmpty();
        assertThat(anna.get("/punches?day=2026-11-23").body()).contains("时间不确定", "08:10–09:41");
    }

    @Test
    void without_any_it_says_what_will_stand_here() throws Exception {
        assertThat(anna.get("/times").body()).contains("没有不确定的时间", "会带着最早和最晚时刻出现在这里");
        assertThat(anna.get("/punches").body()).doesNotContain("等待核定");
    }

    @Test
    void an_uncertain_time_stands_with_its_bounds_and_whose_it_is_and_never_with_a_guess() throws Exception {
        anUncertainPunch();

        String page = anna.get("/times").body();

        assertThat(page)
                .contains("打卡", "阿卜杜热合曼·买买提依明江 s0113", "reader-1 #2", "08:10–09:41")
                .contains("min=\"2026-11-23T08:10:01\" max=\"2026-11-23T09:40:00\" value=\"2026-11-23T08:10:01\"")
                .doesNotContain("08:33:44");
        assertThat(anna.get("/punches").body()).contains("1 条等待核定").doesNotContain("08:33:44");
    }

    @Test
    void an_admin_settles_it_and_the_record_the_page_and_the_hubs_journal_have_it() throws Exception {
        anUncertainPunch();

        HttpResponse<String> done = anna.post("/times", form("2026-11-23T08:31:05", REASON));

        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(anna.get(done.headers().firstValue("Location").orElseThrow()).body())
                .contains("已核定，记录已更新", "2026-11-23 08:31:05", REASON, "重新核定")
                .as("the bounds are kept")
                .contains("08:10–09:41");
        assertThat(anna.get("/punches").body()).contains("08:31:05", "管理员核定").doesNotContain("时间不确定", "等待核定");
        assertThat(words()).singleElement().asString().contains(REASON, "\"by\":\"admin\"");
    }

    @Test
    void the_first_and_the_last_moment_that_the_field_offers_can_be_settled() throws Exception {
        anUncertainPunch();

        assertThat(anna.post("/times", form("2026-11-23T08:10:01", REASON)).statusCode())
                .isEqualTo(303);
        assertThat(anna.post("/times", form("2026-11-23T09:40:00", REASON)).statusCode())
                .isEqualTo(303);
    }

    @Test
    void a_moment_outside_the_bounds_is_refused_with_the_bounds_and_changes_nothing() throws Exception {
        anUncertainPunch();

        for (String outside : List.of("2026-11-23T08:10:00", "2026-11-23T09:40:01", "2025-11-23T08:31:05")) {
            HttpResponse<String> refused = anna.post("/times", form(outside, REASON));
            assertThat(refused.statusCode()).as(outside).isEqualTo(409);
            assertThat(refused.body()).contains("只能在 2026-11-23 08:10:01 到 2026-11-23 09:40:00 之间");
        }
        nothingIsSettled();
    }

    @Test
    void without_a_reason_or_with_one_too_long_it_is_refused_and_changes_nothing() throws Exception {
        anUncertainPunch();
        String longest = "因".repeat(TimeSettled.REASON_MAX);

        for (String reason : List.of("", "  ", longest + "因")) {
            assertThat(anna.post("/times", form("2026-11-23T08:31:05", reason)).statusCode())
                    .isEqualTo(400);
        }
        Map<String, String> none = form("2026-11-23T08:31:05", REASON);
        none.remove("reason");
        assertThat(anna.post("/times", none).statusCode()).isEqualTo(400);
        nothingIsSettled();

        assertThat(anna.post("/times", form("2026-11-23T08:31:05", longest)).statusCode())
                .isEqualTo(303);
    }

    @Test
    void what_names_no_moment_or_no_entry_is_refused() throws Exception {
        anUncertainPunch();
        Map<String, String> nobodys = form("2026-11-23T08:31:05", REASON);
        nobodys.put("seq", "77");

        assertThat(anna.post("/times", form("half past eight", REASON)).statusCode())
                .isEqualTo(400);
        assertThat(anna.post("/times", form("", REASON)).statusCode()).isEqualTo(400);
        assertThat(anna.post("/times", nobodys).statusCode()).isEqualTo(409);
        nobodys.put("seq", "soon");
        assertThat(anna.post("/times", nobodys).statusCode()).isEqualTo(400);
        nothingIsSettled();
    }

    @Test
    void a_time_that_is_certain_is_not_to_be_settled() throws Exception {
        new Morning(hall).prepare();
        hall.tell("reader-1", GUESS, new Punch(Punch.Method.PIN, Morning.staff(1), null, null, null));

        HttpResponse<String> refused = anna.post("/times", form("2026-11-23T08:31:05", REASON));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("时间并无疑问，不用确认");
        assertThat(words()).isEmpty();
    }

    @Test
    void settled_twice_the_newest_word_stands_and_both_are_kept() throws Exception {
        anUncertainPunch();
        anna.post("/times", form("2026-11-23T08:31:05", REASON));

        assertThat(anna.post("/times", form("2026-11-23T08:52:07", "同事作证")).statusCode())
                .isEqualTo(303);

        assertThat(anna.get("/punches").body()).contains("08:52:07").doesNotContain("08:31:05");
        assertThat(anna.get("/times").body()).contains("08:52:07", "同事作证").doesNotContain(REASON);
        assertThat(words()).hasSize(2);
    }

    @Test
    void a_clerk_and_who_is_not_signed_in_neither_see_nor_settle_it() throws Exception {
        anUncertainPunch();
        Map<String, String> form = form("2026-11-23T08:31:05", REASON);
        hall.accounts.add(
                new Account(new AccountName("clerk"), Standing.of(Role.CLERK, Morning.staff(12))),
                PaperHall.PASSWORD,
                "admin");
        try (Browserless stranger = new Browserless(hall);
                Browserless clerk = new Browserless(hall)) {
            assertThat(stranger.get("/times").statusCode()).isEqualTo(401);
            assertThat(stranger.post("/times", form).statusCode()).isIn(401, 403);

            clerk.signIn("clerk", PaperHall.PASSWORD);
            form.put("form_word", clerk.formWord());
            assertThat(clerk.get("/times").statusCode()).isEqualTo(403);
            assertThat(clerk.post("/times", form).statusCode()).isEqualTo(403);
        }
        nothingIsSettled();
    }

    @Test
    void a_form_of_a_foreign_page_or_without_this_sessions_word_is_refused() throws Exception {
        anUncertainPunch();
        Map<String, String> form = form("2026-11-23T08:31:05", REASON);
        Map<String, String> guessed = new HashMap<>(form);
        guessed.put("form_word", "guessed");
        Map<String, String> without = new HashMap<>(form);
        without.remove("form_word");

        assertThat(anna.postFrom("https://elsewhere.example", "/times", form).statusCode())
                .isEqualTo(403);
        assertThat(anna.post("/times", guessed).statusCode()).isEqualTo(403);
        assertThat(anna.post("/times", without).statusCode()).isEqualTo(403);
        nothingIsSettled();
    }

    @Test
    void bounds_within_two_seconds_are_settled_to_the_millisecond() throws Exception {
        new Morning(hall).prepare();
        hall.tell(
                "reader-1",
                new TrueTime(EARLIEST, EARLIEST, EARLIEST.plusMillis(300), TrueTime.Source.UNCERTAIN, false),
                new Punch(Punch.Method.PIN, Morning.staff(12), null, null, null));

        assertThat(anna.get("/times").body())
                .contains("step=\"0.001\" required min=\"2026-11-23T08:10:00.250\" max=\"2026-11-23T08:10:00.550\"");
        assertThat(anna.post("/times", form("2026-11-23T08:10:00.300", REASON)).statusCode())
                .isEqualTo(303);
    }

    @Test
    void a_side_of_which_nothing_is_known_bounds_nothing_and_more_than_a_page_is_paged() throws Exception {
        hall.tell(
                "reader-1",
                TrueTime.guessed(GUESS, EARLIEST, TrueTime.NO_LATEST, false),
                new PunchUnknown(PunchUnknown.Reason.NO_MATCH));
        assertThat(anna.get("/times").body())
                .contains("不早于 08:10:00", "未识别的手指", "max=\"\"")
                .doesNotContain("9999");

        for (int i = 0; i < Paging.ROWS; i++) {
            hall.tell("kiosk-1", uncertain(), new FaultRaised("kiosk-1/printer", "paper-out", null));
        }
        assertThat(anna.get("/times").body()).contains("page=2");
        assertThat(anna.get("/times?page=2").body()).contains("打卡").doesNotContain("9999");
    }

    @Test
    void what_a_counter_says_is_settled_too() throws Exception {
        new Morning(hall).prepare();
        hall.tell(
                "counters",
                uncertain(),
                new RatingOpened(new SessionId(PaperHall.uuid()), null, new CounterId("3"), Morning.staff(12)));

        assertThat(anna.get("/times").body()).contains("评价开始", "3 号窗口 阿卜杜热合曼·买买提依明江 s0113");
    }

    @Test
    void the_waiting_ones_come_first() throws Exception {
        anUncertainPunch();
        anna.post("/times", form("2026-11-23T08:31:05", REASON));
        hall.clock.pass(Duration.ofMinutes(1));
        hall.tell("reader-1", uncertain(), new PunchUnknown(PunchUnknown.Reason.STALE_POSITION));

        String page = anna.get("/times").body();

        assertThat(page.indexOf("未识别的手指")).isPositive().isLessThan(page.indexOf("阿卜杜热合曼"));
    }
}
