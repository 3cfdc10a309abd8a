package io.yizhan.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.page.Browserless;
import io.yizhan.hub.page.LeaveOffice;
import io.yizhan.hub.page.PaperHall;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leave, corrections, dead readers and rosters, by programs of every role. */
class ExcusesTest {

    @TempDir
    Path folder;

    private PaperHall hall;
    private LeaveOffice office;
    private Browserless program;
    private final Map<String, String> tokens = new HashMap<>(Map.of("admin", PaperHall.TOKEN));

    @BeforeEach
    void open() throws Exception {
        hall = new PaperHall(folder);
        office = new LeaveOffice(hall);
        office.furnish();
        program = new Browserless(hall);
    }

    @AfterEach
    void close() {
        program.close();
        hall.close();
    }

    @Test
    void leave_is_asked_for_approved_filed_and_cut_short() throws Exception {
        String id = id(post("clerk", "/api/v1/leave", leave("s2", "2026-11-24", "2026-11-27"), 201));
        assertThat(post("chief", "/api/v1/leave/" + id + "/approve", "", 200))
                .contains("\"state\":\"granted\"", "\"filed\":false", "\"as\":\"chief\"");
        assertThat(post("admin", "/api/v1/leave/" + id + "/file", "", 200)).contains("\"filed\":true");
        assertThat(post(
                        "clerk",
                        "/api/v1/leave/" + id + "/cancel",
                        "{\"from_day\":\"2026-11-26\",\"from_half\":\"afternoon\",\"reason\":\"back\"}",
                        200))
                .contains("\"to_day\":\"2026-11-26\",\"to_half\":\"morning\"");
        assertThat(get("clerk", "/api/v1/leave?from=2026-11-24&to=2026-11-30", 200))
                .contains(id);
        assertThat(get("clerk", "/api/v1/leave?from=2026-11-27&to=2026-11-30", 200))
                .doesNotContain(id);
    }

    @Test
    void each_refusal_says_why() throws Exception {
        office.publish(YearMonth.of(2026, 10));
        String id = id(post("chief", "/api/v1/leave", leave("s2", "2026-11-24", "2026-11-24"), 201));

        assertThat(post("chief", "/api/v1/leave/" + id + "/approve", "", 409)).contains("you asked for it");
        assertThat(post("centre", "/api/v1/leave/" + id + "/approve", "", 409)).contains("does not wait for you");
        assertThat(post("admin", "/api/v1/leave/" + id + "/file", "", 409)).contains("is not approved yet");
        assertThat(post("clerk", "/api/v1/leave", leave("s2", "2026-11-24", "2026-11-25"), 409))
                .contains("cancel that one first");
        assertThat(post("clerk", "/api/v1/leave", leave("s2", "2026-10-12", "2026-10-12"), 409))
                .contains("bulletin 7");
        assertThat(post("clerk", "/api/v1/leave", leave("s2", "2026-11-28", "2026-11-29"), 409))
                .contains("no leave is needed");
        assertThat(post("admin", "/api/v1/leave/none/file", "", 404)).contains("there is no leave none");
        assertThat(post("clerk", "/api/v1/leave", "{\"staff\":\"s2\"}", 400)).contains("body");
    }

    @Test
    void what_is_out_of_reach_is_refused_and_not_told() throws Exception {
        String id = id(post("clerk", "/api/v1/leave", leave("s2", "2026-11-24", "2026-11-24"), 201));

        assertThat(post("foreign", "/api/v1/leave/" + id + "/approve", "", 403)).doesNotContain("s2");
        post("foreign", "/api/v1/leave/none/approve", "", 403);
        post("clerk", "/api/v1/leave/" + id + "/approve", "", 403);
        post("admin", "/api/v1/leave/" + id + "/approve", "", 403);
        post("audit", "/api/v1/leave", leave("s2", "2026-11-25", "2026-11-25"), 403);
        post("clerk", "/api/v1/leave", leave("s3", "2026-11-25", "2026-11-25"), 403);
        get("foreign", "/api/v1/leave?agency=police", 403);
        assertThat(get("foreign", "/api/v1/leave?day=2026-11-24", 200)).doesNotContain(id);
        assertThat(get("audit", "/api/v1/leave?day=2026-11-24", 200)).contains(id);
    }

    @Test
    void a_correction_is_granted_by_another() throws Exception {
        String body = "{\"staff\":\"s2\",\"at\":\"2026-11-23T08:31\",\"reason\":\"dark\",\"evidence\":\"picture 7\"}";
        String id = id(post("chief", "/api/v1/corrections", body, 201));

        assertThat(post("clerk", "/api/v1/corrections", body, 409)).contains("asked for or granted already");
        assertThat(post("chief", "/api/v1/corrections/" + id + "/grant", "", 409))
                .contains("somebody else");
        try (Browserless sameChief = office.as("chief");
                Browserless leader = office.as("leader")) {
            assertThat(sameChief.get("/leave").body()).doesNotContain("/corrections/" + id + "/grant");
            assertThat(leader.get("/leave").body())
                    .contains("/corrections/" + id + "/grant", "程序 chief")
                    .doesNotContain("program chief");
        }
        post("admin", "/api/v1/corrections/" + id + "/grant", "", 403);
        assertThat(post("leader", "/api/v1/corrections/" + id + "/grant", "", 200))
                .contains("\"state\":\"granted\"", "\"decided_by\":\"program leader\"", "\"at\":\"2026-11-23T08:31");
        assertThat(post("leader", "/api/v1/corrections/" + id + "/refuse", "{\"reason\":\"x\"}", 409))
                .contains("decided already");
        assertThat(get("clerk", "/api/v1/corrections?day=2026-11-23", 200)).contains(id);
    }

    @Test
    void a_waiver_is_given_and_withdrawn_by_an_admin_alone() throws Exception {
        String body = "{\"device\":\"reader-1\",\"from\":\"2026-11-23T07:00\",\"to\":\"2026-11-23T10:00\","
                + "\"reason\":\"dark\",\"evidence\":\"letter 12\"}";
        post("chief", "/api/v1/waivers", body, 403);
        String id = id(post("admin", "/api/v1/waivers", body, 201));

        assertThat(post("admin", "/api/v1/waivers", body.replace("T10:00", "T10:41"), 409))
                .contains("has not come yet");
        assertThat(post("admin", "/api/v1/waivers/" + id + "/withdraw", "{\"reason\":\"mistake\"}", 200))
                .contains("\"stands\":false");
        assertThat(get("audit", "/api/v1/waivers", 200)).contains(id, "mistake");
    }

    @Test
    void a_roster_is_set_for_the_own_agency() throws Exception {
        String body = "{\"agency\":\"police\",\"days\":[{\"day\":\"2026-11-24\",\"morning\":[\"s2\"],"
                + "\"afternoon\":[\"s2\",\"s3\"]}]}";
        post("foreign", "/api/v1/roster", body, 403);
        post("chief", "/api/v1/roster", body, 200);

        assertThat(post("chief", "/api/v1/roster", body.replace("s3", "t1"), 409))
                .contains("t1 does not work for police");
        assertThat(get("chief", "/api/v1/roster?day=2026-11-24", 200))
                .contains("{\"agency\":\"police\",\"day\":\"2026-11-24\",\"half\":\"morning\",\"staff\":[\"s2\"]}");
        assertThat(get("foreign", "/api/v1/roster?day=2026-11-24", 200)).contains("\"items\":[]");
        assertThat(get("clerk", "/api/v1/roster?day=2026-11-24", 200))
                .as("no colleague's")
                .contains("\"half\":\"morning\",\"staff\":[\"s2\"]}", "\"half\":\"afternoon\",\"staff\":[\"s2\"]}");
    }

    private static String leave(String staff, String from, String to) {
        return ("{\"staff\":\"%s\",\"type\":\"annual\",\"from_day\":\"%s\",\"from_half\":\"morning\","
                        + "\"to_day\":\"%s\",\"to_half\":\"afternoon\",\"reason\":\"rest\"}")
                .formatted(staff, from, to);
    }

    private String token(String role) {
        return tokens.computeIfAbsent(role, office::token);
    }

    private String post(String role, String path, String json, int status) throws Exception {
        HttpResponse<String> answer = program.postJson(path, token(role), json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer.body();
    }

    private String get(String role, String path, int status) throws Exception {
        HttpResponse<String> answer = program.get(path, "Authorization", "Bearer " + token(role));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer.body();
    }

    private static String id(String body) {
        return body.replaceAll("(?s)^\\{\"id\":\"([^\"]+)\".*", "$1");
    }
}
