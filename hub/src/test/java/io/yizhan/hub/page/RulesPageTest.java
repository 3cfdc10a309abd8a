package io.yizhan.hub.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.access.Account;
import io.yizhan.hub.access.AccountName;
import io.yizhan.hub.access.Role;
import io.yizhan.hub.access.Standing;
import io.yizhan.hub.attendance.rules.AttendanceRules;
import io.yizhan.hub.attendance.rules.HolidayYear;
import io.yizhan.hub.attendance.rules.RulesOnRecord;
import io.yizhan.hub.attendance.rules.Shipped;
import io.yizhan.hub.report.PlayedMonth;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of rules as people of each role get it, and a change from the form to the record. */
class RulesPageTest {

    @TempDir
    Path folder;

    private PaperHall hall;
    private Browserless admin;

    @BeforeEach
    void play() throws Exception {
        hall = new PaperHall(folder);
        PlayedMonth.whole(hall);
        admin = hall.as(PaperHall.ADMIN);
    }

    @AfterEach
    void close() {
        admin.close();
        hall.close();
    }

    /** The form of the example's rules from this day on. */
    private static Map<String, String> form(String from) {
        return RulesForm.of(Shipped.example(), LocalDate.parse(from)).fields().stream()
                .collect(Collectors.toMap(RulesForm.Field::name, RulesForm.Field::value, (a, b) -> b, HashMap::new));
    }

    private HttpResponse<String> change(Map<String, String> form, String act, String... others) throws Exception {
        Map<String, String> sent = new HashMap<>(form);
        for (int i = 0; i < others.length; i += 2) {
            sent.put(others[i], others[i + 1]);
        }
        sent.put("act", act);
        return admin.postForm("/rules/change", sent);
    }

    private List<AttendanceRules> rules() {
        return hall.database.read(RulesOnRecord::rules).all();
    }

    private List<Integer> years() {
        return hall.database.read(RulesOnRecord::years).stream()
                .map(HolidayYear::year)
                .toList();
    }

    @Test
    void the_rules_stand_in_words_with_their_source_and_what_is_wrong_with_them() throws Exception {
        assertThat(admin.get("/rules").body())
                .contains("上午签到", "下班签退", "<strong>09:00</strong>", "示例班次")
                .contains("一个班次迟到 30 分钟及以上，计旷工半天", "一天缺卡 2 次及以上")
                .contains("15 分钟以内、30 分钟以内、超过 30 分钟")
                .contains("按这份规则，不来比迟到更划算", "只缺“上午签到”，计旷工 0 个半天");
    }

    @Test
    void rules_without_that_flaw_are_shown_without_the_warning() throws Exception {
        assertThat(change(form("2026-11-01"), "save", "late", "").statusCode()).isEqualTo(303);

        assertThat(admin.get("/rules").body()).contains("迟到不计旷工").doesNotContain("不来比迟到更划算");
    }

    @Test
    void a_year_that_is_not_announced_is_said_and_not_guessed() throws Exception {
        assertThat(admin.get("/rules").body())
                .contains("2026 年：", "国庆节 放假", "2027 年没有录入", "2026 年 12 月只能暂计")
                .contains("https://www.gov.cn/");
    }

    @Test
    void a_change_shows_whom_it_would_affect_and_saves_nothing_before_it_is_confirmed() throws Exception {
        HttpResponse<String> preview = change(form("2026-10-01"), "preview", "late", "10");

        assertThat(preview.statusCode()).isEqualTo(200);
        assertThat(preview.body())
                .contains("影响 1 人，1 人天", "示范王一", "2026-10-15")
                .contains("上午签到 迟到 12 分钟，计旷工", "旷工 0.5 天", "从 2026-10-01 到今天（2026-11-23）");
        assertThat(rules()).hasSize(1);

        assertThat(change(form("2026-10-01"), "save", "late", "10").statusCode())
                .isEqualTo(303);
        assertThat(rules()).hasSize(2).first().satisfies(rules -> {
            assertThat(rules.absence().lateMin()).isEqualTo(10);
            assertThat(rules.from()).isEqualTo("2026-10-01");
        });
        assertThat(admin.get("/rules?done=set").body()).contains("规则已保存", "2026-01-01 至 2026-09-30");
    }

    @Test
    void rules_that_begin_later_are_tried_on_the_last_days_and_change_none() throws Exception {
        hall.clock.pass(Duration.ofDays(-20)); // the third of November: the trial reaches into October

        assertThat(change(form("2026-12-01"), "preview", "late", "10").body())
                .contains("影响 1 人，1 人天", "新规则还没有开始", "已经过去的日子不会改变");
        assertThat(change(form("2026-12-01"), "preview", "late", "20").body()).contains("影响 0 人，0 人天");
    }

    @Test
    void rules_of_long_ago_are_reckoned_for_62_days_alone_and_it_says_so() throws Exception {
        assertThat(change(form("2026-02-01"), "preview", "late", "10").body())
                .contains("只重算最近 62 天（2026-09-23 至 2026-11-23）");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        h0.s1.opens  | 10:00      | “下午签到”10:00 就开放，而前面的“上午签到”到 10:30 才关闭
        h0.s0.grace  | 90         | “上午签到”的宽限 90 分钟太长：最多 89 分钟
        h0.s2.opens  | 15:30      | 签退“下班签退”要在前面的“下午签到”关闭时（15:00）开放
        h0.s0.direction | out     | 签退“上午签到”前面没有班次
        h0.s0.due    | 11:00      | “上午签到”应在 11:00，不在开放的 07:30 至 10:30 之内
        h0.s0.closes | 07:00      | 要在同一天里先开放、后关闭
        h0.s2.half   | morning    | “下班签退”属于上午，却排在属于下午的“下午签到”后面
        h0.s0.due    | noon       | “noon”不是时间
        h0.s0.name   |            | 每个班次都要有名称
        h0.name      |            | 每种作息都要有名称
        h0.season-from | 05-01    | 季节的开始和结束都要写
        h0.weekday.1 | on         | 没有适用的作息
        late         | half       | “half”不是整数
        late         | 0          | 计旷工的分钟至少是 1
        missed       | 0          | 计旷工的缺卡次数至少是 1
        steps        | 30 15      | 迟到分档 [30, 15] 不是由小到大
        steps        | 1 2 3 4 5  | 迟到分了 5 档，最多 4 档
        source       |            | 请写明依据的文件
        from         | tomorrow   | “tomorrow”不是日期
        from         | 2062-11-01 | 请看看年份
        from         | 2026-01-01 | 自 2026-01-01 起的规则就是这一份
        """)
    void what_cannot_hold_is_refused_in_words_beside_what_was_typed(String field, String value, String why)
            throws Exception {
        String typed = value == null ? "" : value;
        for (String act : List.of("preview", "save")) {
            HttpResponse<String> refused = change(form("2026-11-01"), act, field, typed);

            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains(why, "填写的内容都还在", "value=\"" + typed + "\"");
        }
        assertThat(rules()).hasSize(1);
    }

    @Test
    void rules_cannot_begin_in_a_closed_month_and_can_in_the_next() throws Exception {
        assertThat(hall.publishing.publish(PlayedMonth.TAX, PlayedMonth.MONTH, false, "admin"))
                .isEmpty();

        for (String act : List.of("preview", "save")) {
            HttpResponse<String> refused = change(form("2026-10-31"), act, "late", "10");
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("2026-10 的通报已经发布");
        }
        assertThat(rules()).hasSize(1);
        assertThat(change(form("2026-11-01"), "save", "late", "10").statusCode())
                .isEqualTo(303);
    }

    @Test
    void slots_and_hours_are_added_and_removed_without_a_script_and_nothing_typed_is_lost() throws Exception {
        String more =
                change(form("2026-12-01"), "add-slot:0", "source", "半改的文件").body();
        assertThat(more)
                .contains("name=\"h0.s3.opens\"", "value=\"19:30\"", "半改的文件")
                .doesNotContain("h0.s4");

        String fewer = change(form("2026-12-01"), "remove-slot:0.1").body();
        assertThat(fewer).contains("value=\"上午签到\"", "value=\"下班签退\"").doesNotContain("value=\"下午签到\"");

        String hours = change(form("2026-12-01"), "add-hours").body();
        assertThat(hours).contains("h1.name", "value=\"平时\"", "remove-hours:1");
        assertThat(change(form("2026-12-01"), "remove-hours:0").body()).doesNotContain("h0.name\"");
        assertThat(change(form("2026-12-01"), "remove-slot:9.9").statusCode()).isEqualTo(200);
        assertThat(change(form("2026-12-01"), "remove-slot:x").statusCode()).isEqualTo(400);
        assertThat(change(form("2026-12-01"), "burn").statusCode()).isEqualTo(400);
        assertThat(rules()).hasSize(1);
    }

    @Test
    void rules_to_come_are_shown_replaced_and_withdrawn_and_those_that_hold_are_not() throws Exception {
        change(form("2026-12-01"), "save", "late", "20");
        assertThat(admin.get("/rules").body())
                .contains("将生效", "2026-01-01 至 2026-11-30", "name=\"from\" value=\"2026-12-01\"");
        assertThat(admin.get("/rules/change?of=2026-12-01").body()).contains("value=\"2026-12-01\"", "value=\"20\"");
        change(form("2026-12-01"), "save", "late", "25");
        assertThat(rules()).hasSize(2);
        assertThat(rules().getFirst().absence().lateMin()).isEqualTo(25);

        assertThat(admin.postForm("/rules/withdraw", Map.of("from", "2026-12-01"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(rules()).hasSize(1);
        for (String day : List.of("2026-12-01", "2026-01-01")) {
            assertThat(admin.postForm("/rules/withdraw", Map.of("from", day)).statusCode())
                    .isEqualTo(409);
        }
        assertThat(rules()).hasSize(1);
    }

    @Test
    void a_years_holidays_are_shown_before_they_are_entered_and_make_december_whole() throws Exception {
        String file = "{\"year\":2027,\"papers\":[\"国办发明电〔2026〕9"
                + " 号\"],\"days\":[{\"name\":\"元旦\",\"date\":\"2027-01-01\",\"isOffDay\":true}]}";
        HttpResponse<String> preview = admin.postForm("/rules/holidays", Map.of("text", file, "act", "preview"));

        assertThat(preview.body()).contains("2027年1月1日", "元旦 放假", "国办发明电", "还没有保存");
        assertThat(years()).doesNotContain(2027);
        assertThat(admin.postForm("/rules/holidays", Map.of("text", file, "act", "save"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(years()).contains(2027);
        assertThat(admin.get("/rules").body()).doesNotContain("2027 年没有录入");
        assertThat(admin.postForm("/rules/holidays", Map.of("text", file, "act", "save"))
                        .body())
                .contains("2027 年已有记录，内容相同");
    }

    @Test
    void what_is_no_years_file_is_refused_in_words_and_kept() throws Exception {
        HttpResponse<String> refused = admin.postForm("/rules/holidays", Map.of("text", "放假啦", "act", "save"));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("这不是一年的放假安排", "放假啦</textarea>");
        assertThat(years()).containsExactly(2024, 2025, 2026);
    }

    @Test
    void a_closed_month_keeps_its_calendar() throws Exception {
        String file =
                "{\"year\":2026,\"source\":\"x\",\"days\":[{\"name\":\"元旦\",\"date\":\"2026-01-01\",\"off\":true}]}";
        assertThat(hall.publishing.publish(PlayedMonth.TAX, PlayedMonth.MONTH, false, "admin"))
                .isEmpty();

        assertThat(admin.postForm("/rules/holidays", Map.of("text", file, "act", "save"))
                        .body())
                .contains("2026-01-02 会变成另一种日子", "封存的月份");
    }

    @Test
    void everybody_reads_the_rules_and_only_who_keeps_them_changes_them() throws Exception {
        hall.accounts.add(
                new Account(new AccountName("clerk"), Standing.of(Role.CLERK, PlayedMonth.WANG)),
                PaperHall.PASSWORD,
                PaperHall.ADMIN);
        try (Browserless clerk = hall.as("clerk")) {
            assertThat(clerk.get("/rules").body()).contains("上午签到").doesNotContain("/rules/change");
            assertThat(clerk.get("/rules/change").statusCode()).isEqualTo(403);
            assertThat(clerk.get("/rules/holidays").statusCode()).isEqualTo(403);
            Map<String, String> form = form("2026-12-01");
            form.put("act", "save");
            assertThat(clerk.postForm("/rules/change", form).statusCode()).isEqualTo(403);
            assertThat(clerk.postForm("/rules/holidays/shipped", Map.of()).statusCode())
                    .isEqualTo(403);
        }
        assertThat(rules()).hasSize(1);
    }

    @Test
    void a_hall_without_rules_says_so_and_takes_over_what_ships_with_the_program(@TempDir Path other) throws Exception {
        try (PaperHall empty = new PaperHall(other);
                Browserless keeper = empty.as(PaperHall.ADMIN)) {
            assertThat(keeper.get("/rules").body()).contains("今天没有生效的考勤规则", "采用随程序附带的 2024、2025、2026 年", "2026 年没有录入");

            assertThat(keeper.postForm("/rules/holidays/shipped", Map.of()).statusCode())
                    .isEqualTo(303);
            assertThat(keeper.get("/rules").body()).contains("国庆节 放假").doesNotContain("采用随程序附带");
            assertThat(keeper.get("/rules/change").body()).contains("value=\"2026-11-01\"", "value=\"上午签到\"");
        }
    }
}
