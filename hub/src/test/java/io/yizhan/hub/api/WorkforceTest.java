package io.yizhan.hub.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.attendance.leave.CorrectionAsked;
import io.yizhan.hub.attendance.leave.CorrectionGranted;
import io.yizhan.hub.page.Browserless;
import io.yizhan.hub.page.PaperHall;
import io.yizhan.hub.queue.CallMade;
import io.yizhan.hub.queue.CallReason;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.TicketId;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agencies, people and their register, as a program keeps them. */
class WorkforceTest {

    private static final CounterId ONE = new CounterId("1");
    private static final Pattern WORD = Pattern.compile("\"word\":\"([0-9a-f]{64})\"");

    @TempDir
    Path folder;

    private PaperHall hall;
    private Browserless program;
    private LocalProgram local;

    @BeforeEach
    void open() throws Exception {
        hall = new PaperHall(folder);
        program = new Browserless(hall);
        local = new LocalProgram(hall, program);
        local.post("/api/v1/agencies", "{\"agency\":\"police\",\"name\":\"公安局\"}", 201);
        local.post("/api/v1/agencies", "{\"agency\":\"tax\",\"name\":\"税务局\",\"name_en\":\"Tax\"}", 201);
        local.post(
                "/api/v1/staff",
                "{\"staff\":\"s1\",\"name\":\"赵明\",\"agency\":\"police\",\"since\":\"2020-01-06\"}",
                201);
        local.post(
                "/api/v1/staff",
                "{\"staff\":\"s2\",\"name\":\"钱亮\",\"agency\":\"police\",\"since\":\"2020-01-06\"}",
                201);
    }

    @AfterEach
    void close() {
        program.close();
        hall.close();
    }

    @Test
    void a_career_is_recorded_and_read() throws Exception {
        local.post("/api/v1/staff/s1/stand-in", "{\"b\":\"s2\",\"from\":\"2021-01-01\"}", 200);
        local.post("/api/v1/agencies/police/chief", "{\"staff\":\"s1\",\"from\":\"2021-01-01\"}", 200);
        local.post("/api/v1/staff/s1/change", "{\"name\":\"赵明\",\"post\":\"综合\",\"from\":\"2021-02-01\"}", 200);
        local.post("/api/v1/staff/s1/move", "{\"agency\":\"tax\",\"from\":\"2022-01-01\"}", 200);
        local.post("/api/v1/staff/s2/leave?last_day=2022-05-31", "{}", 200);
        local.post("/api/v1/staff/s2/return", "{\"from\":\"2022-06-01\"}", 200);
        local.post("/api/v1/staff/s2/tenure", "{\"since\":\"2020-02-01\",\"counter_since\":\"2020-03-01\"}", 200);

        String career = get("/api/v1/staff/s1/career").body();

        assertThat(career)
                .contains("{\"agency\":\"police\",\"from\":\"2020-01-06\",\"to\":\"2021-12-31\"}")
                .contains("{\"agency\":\"tax\",\"from\":\"2022-01-01\"")
                .contains("\"chief\":[{\"agency\":\"police\",\"from\":\"2021-01-01\",\"to\":\"2021-12-31\"}]")
                .contains("\"stand_ins\":[{\"a\":\"s1\",\"b\":\"s2\",\"from\":\"2021-01-01\",\"to\":\"2021-12-31\"}]")
                .contains("\"post\":\"综合\"");
        assertThat(get("/api/v1/staff").body()).contains("\"since\":\"2020-02-01\",\"counter_since\":\"2020-03-01\"");
    }

    @Test
    void who_never_came_is_employed_no_longer_and_who_has_moved_has_come() throws Exception {
        local.post(
                "/api/v1/staff", "{\"staff\":\"s3\",\"name\":\"孙丽\",\"agency\":\"tax\",\"since\":\"2026-12-21\"}", 201);
        assertThat(local.post("/api/v1/staff/s3/leave", "{}", 409)).contains("came to the agency on 2026-12-21");

        local.post("/api/v1/staff/s3/never-came", "{}", 200);

        assertThat(get("/api/v1/staff/s3/career").body()).contains("\"assignments\":[]");
        local.post("/api/v1/staff/s1/move", "{\"agency\":\"tax\",\"from\":\"2022-01-01\"}", 200);
        assertThat(local.post("/api/v1/staff/s1/never-came", "{}", 409)).contains("record the last day instead");
        local.post("/api/v1/staff/s9/never-came", "{}", 409);
    }

    @Test
    void who_has_punched_or_called_somebody_or_was_granted_a_correction_has_come() throws Exception {
        for (String staff : List.of("s3", "s4", "s5")) {
            local.post(
                    "/api/v1/staff",
                    "{\"staff\":\"%s\",\"name\":\"孙丽\",\"agency\":\"tax\",\"since\":\"2026-11-23\"}".formatted(staff),
                    201);
        }
        StaffId punched = new StaffId("s3");
        StaffId called = new StaffId("s4");
        StaffId corrected = new StaffId("s5");
        hall.tell("door", PaperHall.NOW, new Punch(Punch.Method.PIN, punched, null, null, null));
        TicketId ticket = new TicketId(LocalDate.parse("2026-11-23"), new SeriesId("A"), 1);
        hall.decide(new CallMade(new CallId(PaperHall.uuid()), ticket, ONE, called, CallReason.ARRIVAL));
        hall.decide(new CorrectionAsked(
                "1", corrected, new AgencyId("tax"), LocalDateTime.parse("2026-11-23T08:30"), "停电", "照片", "ann"));
        hall.decide(new CorrectionGranted("1", "leader"));

        for (StaffId staff : List.of(punched, called, corrected)) {
            assertThat(local.post("/api/v1/staff/" + staff + "/never-came", "{}", 409))
                    .contains(staff + " has come");
        }
    }

    @Test
    void what_the_records_do_not_allow_is_a_conflict_and_what_makes_no_sense_a_bad_request() throws Exception {
        local.post("/api/v1/staff/s1/move", "{\"agency\":\"tax\",\"from\":\"2019-01-01\"}", 409);
        local.post("/api/v1/staff/s1/move", "{\"agency\":\"police\",\"from\":\"2022-01-01\"}", 409);
        local.post("/api/v1/staff/s1/stand-in", "{\"b\":\"s1\",\"from\":\"2022-01-01\"}", 400);
        local.post("/api/v1/staff/s1/change", "{\"name\":\"\",\"from\":\"2022-01-01\"}", 400);
        local.post("/api/v1/staff/s1/leave?last_day=2019-01-01", "{}", 409);
        local.post("/api/v1/agencies/police/gone", "{\"last_day\":\"2022-01-01\"}", 409);
        local.post("/api/v1/agencies", "{\"agency\":\"police\",\"name\":\"公安局\"}", 409);
        local.post("/api/v1/agencies", "{\"agency\":\"Police!\",\"name\":\"公安局\"}", 400);
        assertThat(get("/api/v1/staff/s9/career").statusCode()).isEqualTo(404);
        assertThat(get("/api/v1/register?format=ods").statusCode()).isEqualTo(400);
    }

    @Test
    void an_agency_is_renamed_goes_and_is_listed_as_gone() throws Exception {
        local.post("/api/v1/agencies/tax/rename", "{\"name\":\"国家税务局\"}", 200);
        local.post("/api/v1/agencies/tax/gone", "{\"last_day\":\"2026-01-31\"}", 200);

        assertThat(get("/api/v1/agencies").body()).contains("国家税务局").contains("\"last_day\":\"2026-01-31\"");
    }

    @Test
    void a_register_is_previewed_imported_and_comes_out_again() throws Exception {
        byte[] file = "staff,name,agency,chief\ns1,赵明,police,yes\ns7,新人,tax,no\n".getBytes(UTF_8);
        HttpResponse<String> preview = program.postBytes("/api/v1/register/preview", PaperHall.TOKEN, file);
        assertThat(preview.body()).contains("\"outcome\":\"added\"", "\"absent\":1", "\"done\":false");

        HttpResponse<String> done = program.postBytes("/api/v1/register?plan=" + word(preview), PaperHall.TOKEN, file);

        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(done.body()).contains("\"done\":true");
        String exported = get("/api/v1/register?agency=tax").body();
        assertThat(exported).contains("s7,新人,tax,税务局").doesNotContain("赵明");
        assertThat(program.postBytes("/api/v1/register?plan=" + word(preview), PaperHall.TOKEN, file)
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void a_bad_register_is_told_row_by_row_and_a_plan_that_nobody_made_is_refused() throws Exception {
        byte[] file = "staff,name,agency\n,无号,police\n".getBytes(UTF_8);

        assertThat(program.postBytes("/api/v1/register/preview", PaperHall.TOKEN, file)
                        .body())
                .contains("\"row\":2,\"column\":\"staff\"", "\"kind\":\"number-missing\"");
        assertThat(program.postBytes("/api/v1/register", PaperHall.TOKEN, file).statusCode())
                .isEqualTo(400);
        assertThat(program.postBytes("/api/v1/register?plan=x", PaperHall.TOKEN, file)
                        .statusCode())
                .isEqualTo(409);
        assertThat(program.postBytes("/api/v1/register/preview", PaperHall.TOKEN, new byte[3_000_000])
                        .statusCode())
                .isEqualTo(413);
        assertThat(program.postBytes("/api/v1/register/preview", PaperHall.TOKEN, new byte[] {0})
                        .statusCode())
                .isEqualTo(400);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return program.get(path, "Authorization", "Bearer " + PaperHall.TOKEN);
    }

    private static String word(HttpResponse<String> answer) {
        Matcher word = WORD.matcher(answer.body());
        assertThat(word.find()).isTrue();
        return word.group(1);
    }
}
