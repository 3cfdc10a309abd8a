package io.yizhan.hub.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.attendance.leave.CorrectionAsked;
import io.yizhan.hub.attendance.leave.CorrectionGranted;
import io.yizhan.hub.attendance.leave.CorrectionRefused;
import io.yizhan.hub.sheet.SheetReader;
import io.yizhan.hub.staff.People;
import io.yizhan.hub.staff.StaffMember;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agencies, people and their register, as an admin keeps them at the pages. */
class PeopleKeepingTest {

    private static final String ANNA = "/people/s0101";
    private static final Pattern PLAN = Pattern.compile("name=\"plan\" value=\"([0-9a-f]{64})\"");

    @TempDir
    Path folder;

    private PaperHall hall;
    private Browserless admin;

    @BeforeEach
    void open() throws Exception {
        hall = new PaperHall(folder);
        new Morning(hall).prepare();
        admin = hall.as(PaperHall.ADMIN);
    }

    @AfterEach
    void close() {
        admin.close();
        hall.close();
    }

    @Test
    void somebody_new_is_added_and_stands_in_the_list_with_what_is_to_be_watched() throws Exception {
        HttpResponse<String> added = admin.postForm(
                "/people/add",
                Map.of("staff", "s0999", "name", "新人", "agency", "shuiwu", "post", "综合", "since", "2021-01-04"));

        assertThat(added.headers().firstValue("Location")).hasValue("/people/s0999?done=added");
        assertThat(admin.get("/people?agency=shuiwu").body()).contains("新人", "2021-01-04", "满两年，请关注轮换");
        assertThat(admin.get("/people/s0999?done=added").body()).contains("人员已新增", "2021-01-04 起");
    }

    @Test
    void a_number_that_is_taken_or_none_and_a_name_that_is_none_are_refused() throws Exception {
        assertThat(add("s0101", "重号", "shuiwu").statusCode()).isEqualTo(409);
        assertThat(add("工号", "新人", "shuiwu").statusCode()).isEqualTo(400);
        assertThat(add("s0999", " ", "shuiwu").statusCode()).isEqualTo(400);
        assertThat(add("s0999", "长".repeat(41), "shuiwu").statusCode()).isEqualTo(400);
        assertThat(add("s0999", "新人", "nowhere").statusCode()).isEqualTo(409);
        assertThat(member("s0999")).isEmpty();
    }

    @Test
    void a_career_is_recorded_step_by_step_and_read_on_the_page() throws Exception {
        post("/tenure", Map.of("since", "2019-03-01", "counter_since", "2019-03-01"));
        post("/change", Map.of("name", "安娜", "post", "首席", "from", "2026-11-01"));
        post("/move", Map.of("agency", "shuiwu", "from", "2020-07-01"));
        post("/chief", Map.of("chief", "yes", "from", "2020-07-01"));

        String page = admin.get(ANNA).body();

        assertThat(page).contains("2019-03-01 至 2020-06-30", "2020-07-01 起", "国税局", "安娜 · 首席", "任首席代表满五年，请关注轮换");
        post("/chief", Map.of("chief", "no", "from", "2026-11-20"));
        assertThat(admin.get(ANNA).body()).contains("2020-07-01 至 2026-11-19").contains("任命为首席代表");
    }

    @Test
    void what_contradicts_is_refused_and_says_why() throws Exception {
        HttpResponse<String> refused = admin.postForm(ANNA + "/move", Map.of("agency", "shuiwu", "from", "2001-01-01"));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("才到机构", "请选这一天，或以后的日子");
        assertThat(admin.postForm(ANNA + "/move", Map.of("agency", "shuiwu", "from", "morgen"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(admin.postForm(ANNA + "/stand-in", Map.of("b", "s0101", "from", "2026-11-23"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void who_left_by_mistake_returns_as_if_never_gone() throws Exception {
        post("/tenure", Map.of("since", "2019-03-01", "counter_since", "2019-03-01"));
        post("/leave", Map.of("last_day", "2026-10-31"));
        assertThat(admin.get(ANNA).body()).contains("最后一天", "2026-10-31", "若是误记离岗，请填 2026-11-01");

        post("/return", Map.of("from", "2026-11-01"));

        assertThat(admin.get(ANNA).body()).contains("2019-03-01 起").doesNotContain("2026-10-31");
        assertThat(admin.postForm(ANNA + "/return", Map.of("from", "2026-11-01"))
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void who_was_planned_and_does_not_come_is_waited_for_no_longer() throws Exception {
        admin.postForm(
                "/people/add", Map.of("staff", "s0999", "name", "新人", "agency", "shuiwu", "since", "2026-12-21"));
        String planned = admin.get("/people/s0999").body();
        assertThat(planned).contains("/never-came").doesNotContain("确认 新人 离岗");
        assertThat(admin.postForm("/people/s0999/leave", Map.of("last_day", "2026-11-23"))
                        .statusCode())
                .isEqualTo(409);

        HttpResponse<String> done = admin.postForm("/people/s0999/never-came", Map.of());

        assertThat(done.headers().firstValue("Location")).hasValue("/people/s0999?done=never-came");
        assertThat(admin.get("/people/s0999?done=never-came").body())
                .contains("计划进驻，没有来", "考勤不再等此人", "/people/s0999/return")
                .doesNotContain("最后一天", "/people/s0999/leave", "max=\"2026");
        assertThat(admin.get("/people").body()).doesNotContain("新人");
    }

    @Test
    void who_has_punched_has_come() throws Exception {
        Punch punch = new Punch(Punch.Method.PIN, new StaffId("s0101"), null, null, null);
        hall.tell("reader-1", PaperHall.NOW.minusSeconds(60), punch);

        HttpResponse<String> refused = admin.postForm(ANNA + "/never-came", Map.of());

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("s0101 来过", "请改记最后一天");
        assertThat(member("s0101")).matches(found -> found.orElseThrow().isHere());
    }

    @Test
    void who_was_granted_a_correction_has_come_and_who_was_refused_one_has_not() throws Exception {
        LocalDateTime at = LocalDateTime.of(2026, 11, 23, 8, 31);
        for (String staff : List.of("s0101", "s0102")) {
            AgencyId agency = member(staff).orElseThrow().agency().agency();
            hall.decide(new CorrectionAsked("of-" + staff, new StaffId(staff), agency, at, "停电", "照片", "ann"));
        }
        hall.decide(new CorrectionGranted("of-s0101", "leader"));
        hall.decide(new CorrectionRefused("of-s0102", "不对", "leader"));

        assertThat(admin.postForm(ANNA + "/never-came", Map.of()).body()).contains("s0101 来过", "补签");
        assertThat(member("s0101")).matches(found -> found.orElseThrow().isHere());
        assertThat(admin.postForm("/people/s0102/never-came", Map.of()).statusCode())
                .isEqualTo(303);
    }

    @Test
    void agencies_come_are_renamed_and_go_once_they_are_empty() throws Exception {
        admin.postForm("/agencies", Map.of("agency", "shuichang", "name", "自来水公司"));
        assertThat(admin.get("/agencies").body()).contains("自来水公司", "没有首席代表");
        admin.postForm("/agencies/shuichang/rename", Map.of("name", "水务集团", "name_en", "Water"));
        assertThat(admin.postForm("/agencies/shuiwu/gone", Map.of("last_day", "2026-11-23"))
                        .statusCode())
                .isEqualTo(409);

        admin.postForm("/agencies/shuichang/gone", Map.of("last_day", "2026-11-23"));

        assertThat(admin.get("/agencies").body()).contains("已撤出的机构", "水务集团", "到 2026-11-23 为止");
        assertThat(admin.postForm("/agencies", Map.of("agency", "shuiwu", "name", "又来"))
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void a_register_that_was_exported_is_looked_at_confirmed_and_imported() throws Exception {
        byte[] exported = admin.getFile("/register.xlsx").body();
        assertThat(admin.postFile("/register", exported).body())
                .contains("与现有记录相同")
                .doesNotContain("这些列没有读取");
        byte[] foreign = "工号,姓名,单位,入职日期\ns0998,新人,公安局,2020-01-06\n".getBytes(UTF_8);
        assertThat(admin.postFile("/register", foreign).body()).contains("这些列没有读取", "入职日期");
        byte[] changed = "工号,姓名,机构编号\ns0101,改名,gongan\ns0998,新人,shuiwu\n".getBytes(UTF_8);

        String preview = admin.postFile("/register", changed).body();

        assertThat(preview).contains("新增 1，更改 1", "<del class=\"quiet\">", "改名");
        assertThat(member("s0998")).isEmpty();
        HttpResponse<String> done = admin.postForm("/register/confirmed", Map.of("plan", plan(preview)));
        assertThat(done.headers().firstValue("Location")).hasValue("/people?done=imported");
        assertThat(admin.get("/people?done=imported").body()).contains("花名册已导入", "新人", "改名");
        assertThat(admin.postForm("/register/confirmed", Map.of("plan", plan(preview)))
                        .body())
                .contains("这个文件已经不在了");
    }

    @Test
    void a_bad_register_is_shown_row_by_row_and_cannot_be_confirmed() throws Exception {
        String preview = admin.postFile("/register", "工号,姓名,机构编号,进驻日期\ns0998,新人,nowhere,明天\n".getBytes(UTF_8))
                .body();

        assertThat(preview)
                .contains("有 2 处不对", "第 2 行", "机构编号", "nowhere", "大厅里没有这个机构", "明天", "不是日期")
                .doesNotContain("确认导入");
        assertThat(admin.postFile("/register", new byte[] {'P', 'K', 3, 4, 9}).body())
                .contains("工作簿损坏了");
        assertThat(admin.postFile("/register", new byte[0]).body()).contains("文件是空的");
        assertThat(admin.postForm("/register/confirmed", Map.of("plan", "0".repeat(64)))
                        .body())
                .contains("这个文件已经不在了");
    }

    @Test
    void what_changed_meanwhile_is_shown_again() throws Exception {
        byte[] file = "工号,姓名,机构编号\ns0998,新人,shuiwu\n".getBytes(UTF_8);
        String preview = admin.postFile("/register", file).body();
        add("s0998", "别人", "shuiwu");

        String answer = admin.postForm("/register/confirmed", Map.of("plan", plan(preview)))
                .body();

        assertThat(answer).contains("确认之前记录变了", "<del class=\"quiet\">别人</del>");
        assertThat(member("s0998")).map(StaffMember::name).hasValue("别人");
    }

    @Test
    void a_file_that_is_too_large_is_refused_where_one_is_taken_and_parts_are_where_none_is() throws Exception {
        HttpResponse<String> tooLarge = admin.postFile("/register", new byte[SheetReader.BYTES_MAX + 100_000]);
        assertThat(tooLarge.statusCode()).isEqualTo(413);

        assertThat(admin.postFile("/people/add", new byte[70_000]).statusCode()).isEqualTo(413);
        assertThat(admin.postFile("/sign-in", new byte[70_000]).statusCode()).isEqualTo(413);
        byte[] endless = ("--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"b\"\r\n\r\n"
                        + "x".repeat(900_000))
                .getBytes(UTF_8);
        HttpResponse<String> chunked = admin.postMultipart(
                "/sign-in", "x", HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(endless)));
        assertThat(chunked.statusCode()).isEqualTo(413);
        HttpResponse<String> torn =
                admin.postMultipart("/sign-in", "x", HttpRequest.BodyPublishers.ofString("--x\r\nno part at all"));
        assertThat(torn.statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> add(String staff, String name, String agency) throws Exception {
        return admin.postForm(
                "/people/add", Map.of("staff", staff, "name", name, "agency", agency, "since", "2026-01-05"));
    }

    private void post(String what, Map<String, String> form) throws Exception {
        HttpResponse<String> done = admin.postForm(ANNA + what, form);
        assertThat(done.statusCode()).as("%s: %s", what, done.body()).isEqualTo(303);
    }

    private Optional<StaffMember> member(String staff) {
        return hall.database.read(rows -> People.find(rows, new StaffId(staff)));
    }

    private static String plan(String page) {
        Matcher plan = PLAN.matcher(page);
        assertThat(plan.find()).isTrue();
        return plan.group(1);
    }
}
