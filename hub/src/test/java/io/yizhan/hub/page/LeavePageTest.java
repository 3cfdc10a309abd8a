package io.yizhan.hub.page;

import static io.yizhan.hub.page.LeaveOffice.id;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leave, corrections and rosters, by their pages and without a script. */
class LeavePageTest {

    @TempDir
    Path folder;

    private PaperHall hall;
    private LeaveOffice office;
    private final List<Browserless> browsers = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        hall = new PaperHall(folder);
        office = new LeaveOffice(hall);
        office.furnish();
    }

    @AfterEach
    void close() {
        browsers.forEach(Browserless::close);
        hall.close();
    }

    @Test
    void a_clerk_asks_the_chief_approves_and_the_centre_files() throws Exception {
        Browserless clerk = as("clerk");
        sent(clerk.postForm("/leave/ask", leave("s2", "2026-11-27", "morning", "2026-11-30", "afternoon")));
        assertThat(clerk.get("/leave").body())
                .contains("我的申请", "2026-11-27 周五", "2 天", "等首席代表批准")
                .doesNotContain("等您办理");

        Browserless chief = as("chief");
        String page = chief.get("/leave").body();
        assertThat(page).contains("等您办理（1）", "钱慧敏", "公安局", "年休假", "家里有事", "批准后生效");
        String id = id(page, "/leave/", "/approve");
        sent(chief.postForm("/leave/" + id + "/approve", Map.of()));
        assertThat(chief.get("/leave?done=approved").body()).contains("已批准，待备案", "没有等您办理的申请");

        Browserless admin = as("admin");
        assertThat(admin.get("/leave").body()).contains("等您办理（1）", "/leave/" + id + "/file");
        sent(admin.postForm("/leave/" + id + "/file", Map.of()));
        assertThat(admin.get("/leave").body()).contains("等您办理（0）", "首席代表批准", "已备案");
        assertThat(admin.get("/leave.csv").body()).contains(id, "annual", "2026-11-27", "granted");
    }

    @Test
    void a_chiefs_own_leave_over_half_a_day_waits_for_two_leaders() throws Exception {
        Browserless chief = as("chief");
        sent(chief.postForm("/leave/ask", leave("s1", "2026-11-27", "morning", "2026-11-27", "afternoon")));
        assertThat(chief.get("/leave").body()).contains("等分管领导、中心领导批准", "等您办理（0）");

        Browserless centre = as("centre");
        String page = centre.get("/leave").body();
        assertThat(page).contains("您批准后，还要分管领导批准才生效");
        String id = id(page, "/leave/", "/approve");
        sent(centre.postForm("/leave/" + id + "/approve", Map.of()));
        sent(as("leader").postForm("/leave/" + id + "/approve", Map.of()));

        assertThat(chief.get("/leave").body()).contains("中心领导批准", "分管领导批准", "badge well\">已批准<");
    }

    @Test
    void nobody_approves_what_he_asked_for() throws Exception {
        Browserless chief = as("chief");
        sent(chief.postForm("/leave/ask", leave("s2", "2026-11-27", "morning", "2026-11-27", "afternoon")));
        String id = anyId(chief);

        refused(chief.postForm("/leave/" + id + "/approve", Map.of()), "不能办理自己的，或自己提交的申请");
        forbidden(as("admin").postForm("/leave/" + id + "/approve", Map.of()));
        forbidden(as("audit").postForm("/leave/" + id + "/approve", Map.of()));
        refused(as("centre").postForm("/leave/" + id + "/approve", Map.of()), "这条不归您办理");
    }

    @Test
    void leave_that_overlaps_is_over_or_of_a_closed_month_is_refused_in_words() throws Exception {
        office.publish(YearMonth.of(2026, 10));
        Browserless clerk = as("clerk");
        sent(clerk.postForm("/leave/ask", leave("s2", "2026-11-27", "morning", "2026-11-27", "afternoon")));

        refused(
                clerk.postForm("/leave/ask", leave("s2", "2026-11-26", "morning", "2026-11-27", "morning")),
                "从 2026-11-27 到 2026-11-27 已经有请假");
        refused(
                clerk.postForm("/leave/ask", leave("s2", "2026-10-12", "morning", "2026-10-12", "morning")),
                "2026-10 的第 7 号通报已经发布");
        refused(
                clerk.postForm("/leave/ask", leave("s2", "2026-11-28", "morning", "2026-11-29", "afternoon")),
                "这段时间都不上班");
        Map<String, String> slot = leave("s2", "2026-11-26", "morning", "2026-11-26", "afternoon");
        slot.put("slot", "midnight-in");
        refused(clerk.postForm("/leave/ask", slot), "没有“midnight-in”这个班次");
    }

    @Test
    void leave_is_cut_short_by_who_asked_for_it() throws Exception {
        Browserless clerk = as("clerk");
        sent(clerk.postForm("/leave/ask", leave("s2", "2026-11-24", "morning", "2026-11-27", "afternoon")));
        String id = anyId(clerk);
        sent(as("chief").postForm("/leave/" + id + "/approve", Map.of()));

        sent(clerk.postForm(
                "/leave/" + id + "/cancel", Map.of("from", "2026-11-26", "half", "afternoon", "reason", "提前办完")));

        assertThat(clerk.get("/leave").body()).contains("2026-11-26 周四</span> 上午", "（提前结束）", "提前办完");
        refused(
                clerk.postForm(
                        "/leave/" + id + "/cancel", Map.of("from", "2026-11-27", "half", "morning", "reason", "x")),
                "后面没有可撤销的");
    }

    @Test
    void another_agencys_chief_neither_sees_nor_decides_and_learns_nothing() throws Exception {
        Browserless clerk = as("clerk");
        sent(clerk.postForm("/leave/ask", leave("s2", "2026-11-27", "morning", "2026-11-27", "afternoon")));
        String id = anyId(clerk);
        Browserless foreign = as("foreign");

        assertThat(foreign.get("/leave").body()).contains("等您办理（0）").doesNotContain("钱慧敏", id);
        assertThat(foreign.get("/leave?agency=police").statusCode()).isEqualTo(403);
        assertThat(foreign.get("/leave.csv?staff=s2").body()).doesNotContain("s2", id);
        assertThat(foreign.get("/roster?agency=police").statusCode()).isEqualTo(403);
        String of = forbidden(foreign.postForm("/leave/" + id + "/approve", Map.of()));
        String none = forbidden(foreign.postForm("/leave/00000000-0000-4000-8000-000000000000/approve", Map.of()));
        assertThat(of.replace(id, "")).doesNotContain("钱慧敏");
        assertThat(of.lines().filter(line -> !line.contains("value=")).toList())
                .isEqualTo(none.lines().filter(line -> !line.contains("value=")).toList());
        forbidden(foreign.postForm("/leave/ask", leave("s2", "2026-11-25", "morning", "2026-11-25", "morning")));
        forbidden(clerk.postForm("/leave/ask", leave("s3", "2026-11-25", "morning", "2026-11-25", "morning")));
    }

    @Test
    void a_correction_is_asked_for_by_one_and_granted_by_another() throws Exception {
        Browserless clerk = as("clerk");
        sent(clerk.postForm("/corrections/ask", correction("s2", "2026-11-23T08:31")));
        refused(clerk.postForm("/corrections/ask", correction("s2", "2026-11-23T08:31")), "已经申请过了");
        refused(clerk.postForm("/corrections/ask", correction("s2", "2026-11-23T10:41")), "还没有到");
        refused(clerk.postForm("/corrections/ask", correction("s2", "2026-09-30T08:31")), "不在大厅工作");

        Browserless chief = as("chief");
        String page = chief.get("/leave").body();
        assertThat(page).contains("等您办理（1）", "2026-11-23 周一 08:31", "指纹机没有反应", "监控截图 7", "按这个时间算一次打卡");
        String id = id(page, "/corrections/", "/grant");
        forbidden(clerk.postForm("/corrections/" + id + "/grant", Map.of()));
        forbidden(as("foreign").postForm("/corrections/" + id + "/grant", Map.of()));
        sent(chief.postForm("/corrections/" + id + "/grant", Map.of()));

        assertThat(clerk.get("/leave?kind=corrections").body()).contains("已批准", "监控截图 7");
        refused(chief.postForm("/corrections/" + id + "/refuse", Map.of("reason", "再看看")), "已经办理过了");
    }

    @Test
    void a_chief_does_not_grant_the_own_correction() throws Exception {
        sent(as("admin").postForm("/corrections/ask", correction("s1", "2026-11-23T08:31")));
        Browserless leader = as("leader");
        String id = id(leader.get("/leave").body(), "/corrections/", "/grant");

        refused(as("chief").postForm("/corrections/" + id + "/grant", Map.of()), "不能办理自己的");
        sent(leader.postForm("/corrections/" + id + "/refuse", Map.of("reason", "没有证明")));
        assertThat(leader.get("/leave?kind=corrections").body()).contains("未批准", "没有证明");
    }

    @Test
    void a_week_is_set_and_copied_and_foreign_people_are_refused() throws Exception {
        Browserless chief = as("chief");
        assertThat(chief.get("/roster").body()).contains("赵明", "钱慧敏", "2026-11-24/morning/s2");
        sent(chief.postForm(
                "/roster", Map.of("agency", "police", "week", "2026-11-25", "front", "2026-11-24/morning/s2")));
        assertThat(chief.get("/roster?week=2026-11-23").body())
                .containsPattern("value=\"2026-11-24/morning/s2\" checked");

        sent(chief.postForm("/roster/copy", Map.of("agency", "police", "week", "2026-11-30")));
        assertThat(chief.get("/roster.csv?agency=police&week=2026-11-23").body().lines())
                .anySatisfy(line -> assertThat(line).startsWith("s2,钱慧敏,,,前,后"))
                .noneSatisfy(line -> assertThat(line).startsWith("t1,"));
        assertThat(as("clerk").get("/roster.csv?week=2026-11-23").body())
                .contains("钱慧敏")
                .doesNotContain("赵明");
        forbidden(as("foreign").get("/roster.csv?agency=police&week=2026-11-23"));
        assertThat(chief.get("/roster?week=2026-11-30").body())
                .containsPattern("value=\"2026-12-01/morning/s2\" checked");
        refused(
                chief.postForm(
                        "/roster", Map.of("agency", "police", "week", "2026-11-23", "front", "2026-11-24/morning/t1")),
                "t1 在 2026-11-24 这天不是这个单位的人");
        forbidden(as("foreign").postForm("/roster", Map.of("agency", "police", "week", "2026-11-23")));
        forbidden(as("clerk").postForm("/roster", Map.of("agency", "police", "week", "2026-11-23")));
        assertThat(as("clerk").get("/roster").body()).contains("钱慧敏").doesNotContain("赵明", "name=\"front\"");
    }

    @Test
    void with_nothing_to_show_the_pages_say_what_will_stand_there() throws Exception {
        Browserless admin = as("admin");

        assertThat(admin.get("/leave").body()).contains("这里没有记录", "没有等您办理的申请");
        assertThat(admin.get("/waivers").body()).contains("还没有登记过设备故障");
        assertThat(admin.get("/roster").body()).contains("公安局");
        assertThat(as("audit").get("/leave").body()).doesNotContain("等您办理", "/leave/ask");
        assertThat(as("audit").get("/leave/ask").statusCode()).isEqualTo(403);
    }

    private Browserless as(String account) throws Exception {
        Browserless browser = office.as(account);
        browsers.add(browser);
        return browser;
    }

    /** The newest leave's. */
    private static String anyId(Browserless browser) throws Exception {
        return id(browser.get("/leave").body(), "<dd class=\"code\">", "</dd>");
    }

    static Map<String, String> leave(String staff, String from, String fromHalf, String to, String toHalf) {
        return new HashMap<>(Map.of(
                "staff", staff,
                "type", "annual",
                "from", from,
                "from_half", fromHalf,
                "to", to,
                "to_half", toHalf,
                "reason", "家里有事"));
    }

    static Map<String, String> correction(String staff, String at) {
        return Map.of("staff", staff, "at", at, "reason", "指纹机没有反应", "evidence", "监控截图 7");
    }

    static Map<String, String> waiver(String device, String from, String to) {
        return Map.of("device", device, "from", from, "to", to, "reason", "停电", "evidence", "供电所通知 12");
    }

    static void sent(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    }

    static String refused(HttpResponse<String> answer, String why) {
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains(why);
        return answer.body();
    }

    static String forbidden(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(403);
        return answer.body();
    }
}
