package io.yizhan.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.attendance.rules.Shipped;
import io.yizhan.hub.page.Browserless;
import io.yizhan.hub.page.PaperHall;
import io.yizhan.hub.report.PlayedMonth;
import io.yizhan.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesApiTest {

    private static final String RULES = "/api/v1/attendance-rules";
    private static final String YEAR_2027 =
            "{\"year\":2027,\"source\":\"x\",\"days\":[{\"date\":\"2027-01-01\",\"name\":\"元旦\",\"off\":true}]}";

    @TempDir
    Path folder;

    private PaperHall hall;
    private Browserless program;
    private LocalProgram local;

    @BeforeEach
    void play() throws Exception {
        hall = new PaperHall(folder);
        PlayedMonth.whole(hall);
        program = new Browserless(hall);
        local = new LocalProgram(hall, program);
    }

    @AfterEach
    void close() {
        program.close();
        hall.close();
    }

    /** The example's rules from this day on, with absence from ten minutes on. */
    private static String strict(String from) {
        String rules =
                new String(Json.write(Shipped.example().beginning(LocalDate.parse(from))), StandardCharsets.UTF_8);
        return rules.replace("\"late_min\":30", "\"late_min\":10");
    }

    @Test
    void rules_are_listed_previewed_set_and_withdrawn() throws Exception {
        assertThat(local.get(RULES)).contains("\"from\":\"2026-01-01\"", "\"opens\":\"07:30:00\"", "\"late_min\":30");
        assertThat(local.post(RULES + "/preview", strict("2026-10-01"), 200))
                .contains("\"kind\":\"all\"", "\"people\":1", "\"staff\":\"s1\"", "\"day\":\"2026-10-15\"")
                .contains("\"absent_before\":0,\"absent_after\":1");
        assertThat(local.get(RULES)).doesNotContain("2026-10-01");

        local.post(RULES, strict("2026-12-01"), 201);
        assertThat(local.get(RULES)).contains("\"from\":\"2026-12-01\"", "\"late_min\":10");
        local.post(RULES + "/withdraw", "{\"from\":\"2026-12-01\"}", 200);
        assertThat(local.get(RULES)).doesNotContain("2026-12-01");
    }

    @Test
    void what_the_page_refuses_is_refused_here_in_english() throws Exception {
        assertThat(local.post(
                        RULES, strict("2026-12-01").replace("\"opens\":\"12:30:00\"", "\"opens\":\"10:00\""), 400))
                .contains("slots must not overlap");
        assertThat(local.post(RULES, "{}", 400)).contains("from");
        assertThat(local.post(RULES + "/withdraw", "{\"from\":\"2026-01-01\"}", 409))
                .contains("have begun");
        hall.publishing.publish(PlayedMonth.TAX, PlayedMonth.MONTH, false, "admin");
        for (String path : new String[] {RULES, RULES + "/preview"}) {
            assertThat(local.post(path, strict("2026-10-01"), 409)).contains("a bulletin of 2026-10 is published");
        }
        assertThat(local.get(RULES)).doesNotContain("2026-10-01");
    }

    @Test
    void the_calendar_is_read_and_a_year_entered_once() throws Exception {
        assertThat(local.get("/api/v1/holidays"))
                .contains("\"year\":2026", "国庆节")
                .doesNotContain("2027");
        local.post("/api/v1/holidays", YEAR_2027, 201);
        assertThat(local.get("/api/v1/holidays")).contains("\"year\":2027");
        assertThat(local.post("/api/v1/holidays", YEAR_2027, 409)).contains("are the same");
        assertThat(local.post("/api/v1/holidays", YEAR_2027.replace("\"x\"", "\"\""), 400))
                .contains("the source");
    }

    @Test
    void what_a_program_decides_stands_in_the_journal_as_a_programs_and_as_no_accounts() throws Exception {
        local.post(RULES, strict("2026-12-01"), 201);
        local.post(RULES + "/withdraw", "{\"from\":\"2026-12-01\"}", 200);
        local.post("/api/v1/holidays", YEAR_2027, 201);
        assertThat(local.post("/api/v1/bulletins/shuiwu/2026-10", "{\"amend\":false}", 201))
                .contains("\"by\":\"program local\"");

        for (String type : List.of(
                "attendance-rules-set", "attendance-rules-withdrawn", "holidays-announced", "bulletin-published")) {
            assertThat(local.newest(type)).as(type).contains("\"by\":\"program local\"");
        }
    }

    @Test
    void without_a_token_nothing_is_read_or_set() throws Exception {
        assertThat(program.get(RULES).statusCode()).isEqualTo(401);
        assertThat(program.postJson(RULES, "x".repeat(64), strict("2026-12-01")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void the_description_has_the_rules_and_their_times() throws Exception {
        assertThat(program.get("/api/openapi.json").body())
                .contains("\"/api/v1/attendance-rules/preview\"", "\"/api/v1/holidays\"", "\"late_buckets_min\"")
                .contains("^[0-9]{2}:[0-9]{2}(:00)?$");
    }
}
