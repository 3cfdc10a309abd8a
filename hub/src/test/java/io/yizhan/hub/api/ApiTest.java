package io.yizhan.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.page.Browserless;
import io.yizhan.hub.page.PaperHall;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.id.StaffId;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiTest {

    private static final String[] WITH_TOKEN = {"Authorization", "Bearer " + PaperHall.TOKEN};
    private static final Punch PUNCH = new Punch(Punch.Method.PIN, new StaffId("s0101"), null, null, null);

    @TempDir
    Path folder;

    private PaperHall hall;
    private Browserless program;

    @BeforeEach
    void open() throws Exception {
        hall = new PaperHall(folder);
        program = new Browserless(hall);
    }

    @AfterEach
    void close() {
        program.close();
        hall.close();
    }

    @Test
    void a_punch_is_given_with_its_time_and_bounds() throws Exception {
        hall.tell("reader-1", PaperHall.NOW, PUNCH);

        assertThat(get("/api/v1/punches"))
                .contains("\"staff\":\"s0101\"")
                .contains("\"at\":\"2026-11-23T10:40:00.000+08:00\"")
                .contains("\"earliest\":\"2026-11-23T10:40:00.000+08:00\"")
                .contains("\"source\":\"synced\"");
        assertThat(get("/api/v1/punches?day=2026-11-22")).isEqualTo("{\"items\":[]}");
    }

    @Test
    void an_uncertain_time_is_given_by_its_bounds_alone() throws Exception {
        TrueTime uncertain = new TrueTime(
                PaperHall.NOW,
                PaperHall.NOW.minusSeconds(60),
                PaperHall.NOW.plusSeconds(60),
                TrueTime.Source.UNCERTAIN,
                false);
        hall.tell("reader-1", uncertain, PUNCH);

        assertThat(get("/api/v1/punches"))
                .contains("\"source\":\"uncertain\"")
                .contains("\"earliest\":\"2026-11-23T10:39:00.000+08:00\"")
                .doesNotContain("\"at\"");
    }

    @Test
    void a_cursor_leads_through_all_rows_once() throws Exception {
        for (int i = 0; i < 5; i++) {
            hall.tell("reader-1", PaperHall.NOW.minus(Duration.ofMinutes(i)), PUNCH);
        }
        String first = get("/api/v1/punches?limit=3");
        String cursor = first.replaceAll(".*\"next\":\"([^\"]+)\".*", "$1");
        String second = get("/api/v1/punches?limit=3&cursor=" + cursor);

        assertThat(first).contains("10:40:00", "10:39:00", "10:38:00").doesNotContain("10:37:00");
        assertThat(second).contains("10:37:00", "10:36:00").doesNotContain("10:38:00", "next");
    }

    @Test
    void the_book_is_given_line_by_line_with_the_bytes_that_were_hashed() throws Exception {
        hall.tell("reader-1", PaperHall.NOW, PUNCH);
        hall.tell("kiosk-1", PaperHall.NOW, PUNCH);

        List<String> lines = get("/api/v1/entries?limit=1000").lines().toList();

        assertThat(lines.stream().map(line -> line.replaceAll(".*\"device\":\"([^\"]+)\".*", "$1")))
                .startsWith("hub", "hub")
                .endsWith("kiosk-1", "reader-1");
        byte[] stored = hall.database.read(
                rows -> rows.one("SELECT line FROM entry WHERE device = 'reader-1'", row -> row.bytes("line"))
                        .orElseThrow());
        String escaped = new String(stored, StandardCharsets.UTF_8).replace("\"", "\\\"");
        assertThat(lines.getLast())
                .contains("\"line\":\"" + escaped + "\"")
                .contains("\"seq\":1,", "\"fate\":\"folded\"");
    }

    @Test
    void the_book_goes_on_where_an_answer_ended() throws Exception {
        for (int i = 0; i < 3; i++) {
            hall.tell("reader-1", PaperHall.NOW, PUNCH);
        }
        HttpResponse<String> first = program.get("/api/v1/entries?device=reader-1&limit=2", WITH_TOKEN);
        String cursor = first.headers().firstValue("Yizhan-Next").orElseThrow();
        HttpResponse<String> second =
                program.get("/api/v1/entries?device=reader-1&limit=2&cursor=" + cursor, WITH_TOKEN);

        assertThat(first.body().lines()).hasSize(2);
        assertThat(second.body().lines()).singleElement().asString().contains("\"seq\":3,");
        assertThat(second.headers().firstValue("Yizhan-Next")).isEmpty();
        assertThat(get("/api/v1/entries?device=reader-1&from=3").lines()).hasSize(1);
    }

    @Test
    void a_device_is_let_in_while_the_hub_runs_and_only_once() throws Exception {
        String wish = "{\"device\":\"pi-7\",\"stations\":[{\"kind\":\"reader\",\"id\":\"reader-7\"},"
                + "{\"kind\":\"counter\",\"id\":\"7\"}]}";

        HttpResponse<String> added = program.postJson("/api/v1/devices", PaperHall.TOKEN, wish);
        assertThat(added.statusCode()).isEqualTo(201);
        assertThat(added.body()).contains("\"device\":\"pi-7\"").contains("\"rating_wait_s\":20");
        assertThat(get("/api/v1/devices")).contains("pi-7");

        HttpResponse<String> again = program.postJson("/api/v1/devices", PaperHall.TOKEN, wish);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("\"code\":\"conflict\"").contains("pi-7 is in the hall already");
    }

    @Test
    void a_device_leaves_while_the_hub_runs_and_with_a_reason_and_that_it_was_out_already_is_said() throws Exception {
        String wish = "{\"device\":\"pi-7\",\"stations\":[{\"kind\":\"reader\",\"id\":\"reader-7\"}]}";
        program.postJson("/api/v1/devices", PaperHall.TOKEN, wish);
        String remove = "/api/v1/devices/pi-7/remove";
        assertThat(program.postJson(remove, PaperHall.TOKEN, "{\"reason\":\" \"}")
                        .statusCode())
                .isEqualTo(400);

        HttpResponse<String> removed = program.postJson(remove, PaperHall.TOKEN, "{\"reason\":\"sold\"}");

        assertThat(removed.statusCode()).isEqualTo(200);
        assertThat(removed.body()).contains("\"device\":\"pi-7\"", "\"reason\":\"sold\"", "\"already\":false");
        assertThat(get("/api/v1/devices")).doesNotContain("pi-7");
        HttpResponse<String> again = program.postJson(remove, PaperHall.TOKEN, "{\"reason\":\"lost\"}");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body())
                .contains("\"device\":\"pi-7\"", "\"already\":true")
                .doesNotContain("lost");
    }

    @Test
    void a_device_that_never_was_in_the_hall_cannot_leave_it() throws Exception {
        HttpResponse<String> refused =
                program.postJson("/api/v1/devices/pi-7/remove", PaperHall.TOKEN, "{\"reason\":\"sold\"}");

        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.body()).contains("pi-7 is not in the hall");
    }

    @Test
    void a_device_that_has_told_of_more_than_the_hub_has_leaves_only_anyway() throws Exception {
        String wish = "{\"device\":\"pi-7\",\"stations\":[{\"kind\":\"reader\",\"id\":\"reader-7\"}]}";
        program.postJson("/api/v1/devices", PaperHall.TOKEN, wish);
        hall.written("pi-7", PUNCH);
        hall.online("pi-7");
        String remove = "/api/v1/devices/pi-7/remove";

        HttpResponse<String> refused = program.postJson(remove, PaperHall.TOKEN, "{\"reason\":\"sold\"}");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("has not got 1 of the entries of device pi-7");

        assertThat(program.postJson(remove, PaperHall.TOKEN, "{\"reason\":\"burnt\",\"anyway\":true}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void without_a_token_nothing_is_given_or_taken() throws Exception {
        for (String path : List.of("punches", "tickets", "calls", "ratings", "devices", "staff", "entries")) {
            HttpResponse<String> refused = program.get("/api/v1/" + path);
            assertThat(refused.statusCode()).as(path).isEqualTo(401);
            assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
            assertThat(refused.body()).contains("\"code\":\"no-token\"").contains("api-token");
        }
        assertThat(program.postJson("/api/v1/devices", "x".repeat(64), "{}").statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_session_of_the_page_is_no_token() throws Exception {
        program.signIn(PaperHall.ADMIN, PaperHall.PASSWORD);

        assertThat(program.get("/api/v1/punches").statusCode()).isEqualTo(401);
        assertThat(program.get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void what_makes_no_sense_is_refused_with_what_to_do() throws Exception {
        assertThat(refused("/api/v1/punches?day=monday")).contains("write one such as 2026-11-23");
        assertThat(refused("/api/v1/punches?limit=1001")).contains("limit 1001 is outside 1–1000");
        assertThat(refused("/api/v1/punches?cursor=nonsense")).contains("cursor");
        assertThat(refused("/api/v1/punches?from=2026-11-23&to=2026-11-22")).contains("no span");
        assertThat(refused("/api/v1/entries?journal=x")).contains("journal");
        assertThat(program.postJson("/api/v1/devices", PaperHall.TOKEN, "{\"device\":\"PI 7\",\"stations\":[]}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(program.get("/api/v1/nothing", WITH_TOKEN).statusCode()).isEqualTo(404);
    }

    @Test
    void the_description_names_every_route_and_every_field() throws Exception {
        HttpResponse<String> description = program.get("/api/openapi.json");

        assertThat(description.statusCode()).isEqualTo(200);
        assertThat(description.body())
                .contains("\"openapi\":\"3.1.0\"")
                .contains("\"/api/v1/punches\"", "\"/api/v1/tickets\"", "\"/api/v1/calls\"", "\"/api/v1/ratings\"")
                .contains("\"/api/v1/devices\"", "\"/api/v1/staff\"", "\"/api/v1/entries\"")
                .contains("\"/api/v1/enrolments\"", "\"/api/v1/enrolments/{id}\"")
                .contains("\"line_base64\"", "\"earliest\"", "\"rating_wait_s\"");
    }

    private String get(String path) throws Exception {
        HttpResponse<String> answer = program.get(path, WITH_TOKEN);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private String refused(String path) throws Exception {
        HttpResponse<String> answer = program.get(path, WITH_TOKEN);
        assertThat(answer.statusCode()).isEqualTo(400);
        return answer.body();
    }
}
