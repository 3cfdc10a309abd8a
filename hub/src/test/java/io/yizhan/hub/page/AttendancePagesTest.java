package io.yizhan.hub.page;

import static io.yizhan.hub.report.PlayedMonth.MONTH;
import static io.yizhan.hub.report.PlayedMonth.POLICE;
import static io.yizhan.hub.report.PlayedMonth.TAX;
import static io.yizhan.hub.report.PlayedMonth.WANG;
import static io.yizhan.hub.report.PlayedMonth.ZHAO;
import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.access.Account;
import io.yizhan.hub.access.AccountName;
import io.yizhan.hub.access.Role;
import io.yizhan.hub.access.Standing;
import io.yizhan.hub.report.Bulletin;
import io.yizhan.hub.report.Bulletins;
import io.yizhan.hub.report.PlayedMonth;
import io.yizhan.hub.staff.ChiefNamed;
import io.yizhan.hub.staff.StaffMoved;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The month, its days and its bulletins, as people of each role get them. */
class AttendancePagesTest {

    private static final String BULLETIN = "/bulletins/gongan/" + MONTH;

    @TempDir
    Path folder;

    private PaperHall hall;
    private PlayedMonth month;

    @BeforeEach
    void play() throws Exception {
        hall = new PaperHall(folder);
        month = PlayedMonth.whole(hall);
        account("chief", Standing.of(Role.CHIEF_REPRESENTATIVE, ZHAO));
        account("clerk", Standing.of(Role.CLERK, WANG));
        account("auditor", Standing.of(Role.AUDITOR));
        account("leader", Standing.of(Role.CENTRE_LEADER));
    }

    @AfterEach
    void close() {
        hall.close();
    }

    private void account(String name, Standing standing) {
        hall.accounts.add(new Account(new AccountName(name), standing), PaperHall.PASSWORD, PaperHall.ADMIN);
    }

    @Test
    void the_month_shows_everybody_to_an_admin_and_a_day_opens_to_its_punch() throws Exception {
        try (Browserless admin = hall.as(PaperHall.ADMIN)) {
            assertThat(admin.get("/attendance?month=" + MONTH).body())
                    .contains("示范王一", "示范李二", "示范赵三", "/attendance/s1/2026-10-15")
                    .contains("迟到 12 分钟");
            assertThat(admin.get("/attendance/s1/2026-10-15").body())
                    .contains("迟到 12 分钟", "09:12", "reader-1/", "第三十五条")
                    .contains("应在 09:00 签到，最晚 09:00；从应到时间起算，迟到 12 分钟。");
        }
    }

    @Test
    void a_chief_representative_sees_the_own_agency_and_nothing_of_another() throws Exception {
        try (Browserless chief = hall.as("chief")) {
            assertThat(chief.get("/attendance?month=" + MONTH).body())
                    .contains("示范赵三")
                    .doesNotContain("示范王一", "示范李二", "gongan");
            for (String foreign : new String[] {
                "/attendance?month=" + MONTH + "&agency=gongan",
                "/attendance.csv?month=" + MONTH + "&agency=gongan",
                BULLETIN,
                BULLETIN + "/document.json",
                BULLETIN + "/document.xlsx"
            }) {
                HttpResponse<String> answer = chief.get(foreign);
                assertThat(answer.statusCode()).as(foreign).isEqualTo(403);
                assertThat(answer.body()).as(foreign).doesNotContain("示范王一", "示范李二", "公安局");
            }
            HttpResponse<String> day = chief.get("/attendance/s1/2026-10-15");
            assertThat(day.statusCode()).isEqualTo(403);
            assertThat(day.body())
                    .as("the same as for a number that nobody has")
                    .isEqualTo(chief.get("/attendance/s99/2026-10-15").body().replace("s99", "s1"))
                    .doesNotContain("示范王一");
            assertThat(chief.get("/bulletins?month=" + MONTH).body())
                    .contains("国税局")
                    .doesNotContain("公安局");
        }
    }

    @Test
    void a_clerk_sees_the_own_record_and_no_bulletins() throws Exception {
        try (Browserless clerk = hall.as("clerk")) {
            assertThat(clerk.get("/attendance?month=" + MONTH).body())
                    .contains("示范王一")
                    .doesNotContain("示范李二", "示范赵三");
            assertThat(clerk.get("/attendance/s1/2026-10-15").statusCode()).isEqualTo(200);
            assertThat(clerk.get("/attendance/s1/2026-08-31").statusCode())
                    .as("the own day, before the first")
                    .isEqualTo(404);
            HttpResponse<String> colleague = clerk.get("/attendance/s2/2026-10-15");
            assertThat(colleague.statusCode()).isEqualTo(403);
            assertThat(colleague.body()).doesNotContain("示范李二");
            assertThat(clerk.get("/bulletins").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void who_only_reads_or_only_leads_an_agency_publishes_nothing() throws Exception {
        for (String name : new String[] {"auditor", "chief", "clerk"}) {
            try (Browserless somebody = hall.as(name)) {
                assertThat(somebody.postForm("/bulletins/shuiwu/" + MONTH, Map.of("do", "publish"))
                                .statusCode())
                        .as(name)
                        .isEqualTo(403);
                assertThat(somebody.postForm("/bulletins/publish", Map.of("month", MONTH.toString()))
                                .statusCode())
                        .as(name)
                        .isEqualTo(403);
            }
        }
        assertThat(published()).isZero();
    }

    @Test
    void a_former_chief_goes_no_further_than_the_own_record() throws Exception {
        hall.decide(new StaffMoved(WANG, TAX, LocalDate.of(2026, 11, 2), "admin"));
        try (Browserless chief = hall.as("chief")) {
            assertThat(chief.get("/attendance?month=2026-11").body()).contains("示范王一", "示范赵三");
            assertThat(chief.get("/account").body()).doesNotContain("已不再是首席代表");

            assertThat(chief.get("/punches?day=2026-10-15").body())
                    .as("what Wang punched then was another agency's")
                    .contains("08:40")
                    .doesNotContain("09:12");

            hall.decide(new ChiefNamed(TAX, WANG, LocalDate.of(2026, 11, 20), "admin"));

            assertThat(chief.get("/attendance?month=2026-11").body())
                    .contains("示范赵三")
                    .doesNotContain("示范王一");
            assertThat(chief.get("/account").body()).contains("已不再是首席代表");
            assertThat(chief.postForm("/roster", Map.of("agency", TAX.text(), "week", "2026-11-23"))
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void who_was_chief_on_record_and_is_no_longer_has_no_chiefs_rights_while_there_is_none() throws Exception {
        hall.decide(new StaffMoved(WANG, TAX, LocalDate.of(2026, 11, 2), "admin"));
        hall.decide(new ChiefNamed(TAX, ZHAO, LocalDate.of(2026, 11, 3), "admin"));
        try (Browserless chief = hall.as("chief")) {
            assertThat(chief.get("/attendance?month=2026-11").body()).contains("示范王一", "示范赵三");

            hall.decide(new ChiefNamed(TAX, null, LocalDate.of(2026, 11, 20), "admin"));

            assertThat(chief.get("/attendance?month=2026-11").body())
                    .contains("示范赵三")
                    .doesNotContain("示范王一");
            assertThat(chief.get("/account").body()).contains("已不再是首席代表");
        }
    }

    @Test
    void publishing_with_somebody_pending_is_refused_on_the_page_with_who_and_why() throws Exception {
        month.complete("reader-2", PlayedMonth.at(LocalDate.of(2026, 10, 19), "20:00"));
        try (Browserless leader = hall.as("leader")) {
            assertThat(leader.get(BULLETIN).body())
                    .contains("3 个班次待定，不能发布", "示范李二 2026-10-20", "打卡机 reader-2 的记录还不齐全")
                    .doesNotContain("value=\"publish\"");
            HttpResponse<String> refused = leader.postForm(BULLETIN, Map.of("do", "publish"));
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("还有 3 个班次待定，第一个是 s2 在 2026-10-20 的");
        }
        assertThat(published()).isZero();
    }

    @Test
    void all_that_are_ready_are_published_in_one_round_and_the_rest_is_named() throws Exception {
        month.complete("reader-2", PlayedMonth.at(LocalDate.of(2026, 10, 19), "20:00"));
        try (Browserless leader = hall.as("leader")) {
            assertThat(leader.postForm("/bulletins/publish", Map.of("month", MONTH.toString()))
                            .statusCode())
                    .isEqualTo(303);
            String said = leader.get("/bulletins/round").body();
            while (said.contains("every 1s")) {
                Thread.onSpinWait();
                said = leader.get("/bulletins/round").body();
            }
            assertThat(said).contains("处理 2/2，发布 1 份", "公安局（户籍科）", "个班次待定，第一个是");
        }
        assertThat(published()).isEqualTo(1);
    }

    @Test
    void a_published_bulletin_is_the_same_document_on_the_page_and_for_programs_and_its_table_adds_up()
            throws Exception {
        try (Browserless leader = hall.as("leader")) {
            assertThat(leader.postForm(BULLETIN, Map.of("do", "publish")).statusCode())
                    .isEqualTo(303);
            assertThat(leader.get(BULLETIN).body())
                    .contains("关于公安局（户籍科）2026年10月考勤情况的通报", "〔2026〕1 号", "（盖章）", "阿依古丽·买买提艾力·吐尔逊");
            String json = leader.get(BULLETIN + "/document.json").body();
            HttpResponse<String> program =
                    leader.get("/api/v1/bulletins/gongan/" + MONTH, "Authorization", "Bearer " + PaperHall.TOKEN);
            assertThat(program.body()).isEqualTo(json);
            Bulletins.Version version = hall.database
                    .read(rows -> Bulletins.versions(rows, POLICE, MONTH))
                    .getFirst();
            assertThat(Bulletin.hash(json.getBytes(StandardCharsets.UTF_8))).isEqualTo(version.hash());
            assertThat(leader.get(BULLETIN + "/document.csv").body()).contains("合计,54,54,53,1,1,12,1,0,0");
        }
    }

    @Test
    void whose_only_person_was_elsewhere_is_amended_to_nobody_on_the_page_once_nobody_is_pending() throws Exception {
        String tax = "/bulletins/shuiwu/" + MONTH;
        try (Browserless leader = hall.as("leader")) {
            assertThat(leader.postForm(tax, Map.of("do", "publish")).statusCode())
                    .isEqualTo(303);
            assertThat(leader.get(tax).body())
                    .as("nothing is otherwise")
                    .doesNotContain("id=\"proposed\"", "value=\"amend\"");
            hall.decide(new StaffMoved(ZHAO, POLICE, MONTH.atDay(1), "admin"));
            assertThat(leader.get(tax).body()).contains("去掉 示范赵三", "value=\"amend\"");

            assertThat(leader.postForm(tax, Map.of("do", "amend")).statusCode()).isEqualTo(303);

            assertThat(leader.get(tax).body()).contains("（第 1 次更正）").doesNotContain("value=\"amend\"");
            assertThat(leader.get("/bulletins?month=" + MONTH).body()).contains("第2版");
        }
    }

    @Test
    void programs_get_each_day_with_what_made_it_so_and_no_more_than_they_may() throws Exception {
        try (Browserless program = new Browserless(hall)) {
            HttpResponse<String> days = program.get(
                    "/api/v1/attendance?from=2026-10-15&to=2026-10-15&staff=s1",
                    "Authorization",
                    "Bearer " + PaperHall.TOKEN);
            assertThat(days.statusCode()).isEqualTo(200);
            assertThat(days.body())
                    .contains("\"outcome\":\"late\",\"minutes\":12", "\"at\":\"09:12\"")
                    .doesNotContain("\"staff\":\"s2\"");
            assertThat(program.get(
                                    "/api/v1/attendance?from=2026-09-01&to=2026-10-15",
                                    "Authorization",
                                    "Bearer " + PaperHall.TOKEN)
                            .statusCode())
                    .isEqualTo(400);
            assertThat(program.postJson("/api/v1/bulletins/gongan/2026-11", PaperHall.TOKEN, "{\"amend\":false}")
                            .statusCode())
                    .as("the month is not over")
                    .isEqualTo(409);
            assertThat(program.get("/api/v1/bulletins/gongan/" + MONTH, "Authorization", "Bearer " + PaperHall.TOKEN)
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    private long published() {
        return hall.database.read(rows -> rows.number("SELECT count(*) FROM bulletin"));
    }
}
