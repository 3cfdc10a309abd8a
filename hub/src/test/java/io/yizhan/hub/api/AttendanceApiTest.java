package io.yizhan.hub.api;

import static io.yizhan.hub.report.PlayedMonth.MONTH;
import static io.yizhan.hub.report.PlayedMonth.POLICE;
import static io.yizhan.hub.report.PlayedMonth.TAX;
import static io.yizhan.hub.report.PlayedMonth.ZHAO;
import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.access.Outcome;
import io.yizhan.hub.access.Role;
import io.yizhan.hub.access.Standing;
import io.yizhan.hub.page.Browserless;
import io.yizhan.hub.page.PaperHall;
import io.yizhan.hub.report.PlayedMonth;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attendance and bulletins, by programs of those who may and of those who may not. */
class AttendanceApiTest {

    private static final String BULLETIN = "/api/v1/bulletins/gongan/" + MONTH;
    private static final String DAY = "/api/v1/attendance?from=2026-10-15&to=2026-10-15";

    @TempDir
    Path folder;

    private PaperHall hall;
    private PlayedMonth month;
    private Browserless program;

    @BeforeEach
    void play() throws Exception {
        hall = new PaperHall(folder);
        month = PlayedMonth.whole(hall);
        program = new Browserless(hall);
    }

    @AfterEach
    void close() {
        program.close();
        hall.close();
    }

    @Test
    void publishing_with_somebody_pending_is_refused_with_each_slot_and_the_reader_that_it_waits_for()
            throws Exception {
        month.complete("reader-2", PlayedMonth.at(LocalDate.of(2026, 10, 19), "20:00"));

        HttpResponse<String> refused = program.postJson(BULLETIN, PaperHall.TOKEN, "{\"amend\":false}");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body())
                .contains("3 slots are pending: s2 on 2026-10-20 上午签到 (reader reader-2), s2 on 2026-10-20 下午签到");
        assertThat(get(BULLETIN, PaperHall.TOKEN).statusCode()).isEqualTo(404);

        month.bothComplete();
        assertThat(program.postJson(BULLETIN, PaperHall.TOKEN, "{\"amend\":false}")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void another_agencys_chief_is_refused_its_attendance_and_bulletins_as_those_of_one_that_does_not_exist()
            throws Exception {
        String chief = token(Standing.of(Role.CHIEF_REPRESENTATIVE, ZHAO));
        hall.publishing.publish(POLICE, MONTH, false, "admin");
        hall.publishing.publish(TAX, MONTH, false, "admin");

        for (String foreign : new String[] {DAY + "&agency=gongan", BULLETIN, BULLETIN + "?version=1"}) {
            HttpResponse<String> refused = get(foreign, chief);
            assertThat(refused.statusCode()).as(foreign).isEqualTo(403);
            assertThat(refused.body())
                    .as(foreign)
                    .isEqualTo(get(foreign.replace("gongan", "nowhere"), chief).body())
                    .doesNotContain("示范", "公安局", "s1", "s2");
        }
        assertThat(program.postJson(BULLETIN, chief, "{\"amend\":true}").statusCode())
                .isEqualTo(403);

        assertThat(get(DAY, chief).body()).contains("\"staff\":\"s3\"").doesNotContain("\"s1\"", "\"s2\"");
        assertThat(get("/api/v1/bulletins?month=" + MONTH, chief).body())
                .contains("shuiwu")
                .doesNotContain("gongan");
        assertThat(get("/api/v1/bulletins/shuiwu/" + MONTH, chief).body()).contains("示范赵三");
    }

    private String token(Standing standing) {
        return ((Outcome.Made) hall.tokens.make("chief", standing, "admin")).secret();
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        return program.get(path, "Authorization", "Bearer " + token);
    }
}
