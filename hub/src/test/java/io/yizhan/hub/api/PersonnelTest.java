package io.yizhan.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.devices.DeviceAdded;
import io.yizhan.hub.page.Browserless;
import io.yizhan.hub.page.PaperHall;
import io.yizhan.hub.staff.AgencyAdded;
import io.yizhan.hub.staff.StaffAdded;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.command.Command;
import io.yizhan.protocol.command.Reply;
import io.yizhan.protocol.fact.FingerEnrolled;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.state.StationConfig;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs can do about people: the same as an admin on the page. */
class PersonnelTest {

    private static final String[] WITH_TOKEN = {"Authorization", "Bearer " + PaperHall.TOKEN};
    private static final String TEMPLATE = "c2VjcmV0LXRlbXBsYXRl";
    private static final DeviceId READER = new DeviceId("reader-1");

    @TempDir
    Path folder;

    private PaperHall hall;
    private Browserless program;
    private LocalProgram local;

    @BeforeEach
    void open() throws Exception {
        hall = new PaperHall(folder);
        hall.decide(new AgencyAdded(new AgencyId("police"), "公安局", null));
        hall.decide(new StaffAdded(new StaffId("s1"), "赵明", new AgencyId("police"), null));
        hall.decide(new DeviceAdded(READER, List.of(new StationConfig.Reader(new StationId("r"))), null));
        hall.online("reader-1");
        program = new Browserless(hall);
        local = new LocalProgram(hall, program);
    }

    @AfterEach
    void close() {
        program.close();
        hall.close();
    }

    @Test
    void an_enrolment_needs_a_consent_is_followed_and_is_removed_again() throws Exception {
        assertThat(local.post("/api/v1/enrolments", "{\"staff\":\"s1\",\"device\":\"reader-1\"}", 409))
                .contains("no consent of s1 is on record");
        assertThat(local.post("/api/v1/staff/s1/consent", "{\"record\":\"file 12\"}", 200))
                .contains("\"consent_record\":\"file 12\"", "\"consented_at\":");

        String begun = local.post("/api/v1/enrolments", "{\"staff\":\"s1\",\"device\":\"reader-1\"}", 201);
        String id = begun.replaceAll(".*\"enrolment\":\"([^\"]+)\".*", "$1");
        Command order = Json.read(hall.sent.getFirst().payload(), Command.class);
        hall.commands.replied(READER, Json.write(new Reply(order.command(), Reply.Step.TOUCH_1, null, null)));
        assertThat(local.get("/api/v1/enrolments/" + id)).contains("\"step\":\"touch-1\"", "\"stage\":\"wanted\"");
        hall.commands.replied(READER, Json.write(new Reply(order.command(), Reply.Step.DONE, null, TEMPLATE)));
        hall.tell("reader-1", PaperHall.NOW, new FingerEnrolled(new EnrolmentId(id), 0));

        assertThat(local.get("/api/v1/enrolments?staff=s1"))
                .contains("\"stage\":\"confirmed\"", "\"finger\":\"" + id + "\"")
                .doesNotContain(TEMPLATE);
        assertThat(local.post("/api/v1/enrolments/" + id + "/cancel", "", 409)).contains("is not being led");
        assertThat(local.post("/api/v1/enrolments/" + id + "/remove", "", 200))
                .contains("\"stage\":\"deleting\"", "\"withdrawn_at\":");
        assertThat(local.post("/api/v1/enrolments/" + id + "/remove", "", 409)).contains("removed before");
    }

    @Test
    void an_enrolment_at_a_reader_that_is_away_and_one_that_is_unknown_say_so() throws Exception {
        local.post("/api/v1/staff/s1/consent", "{\"record\":\"file 12\"}", 200);
        hall.offline("reader-1");

        assertThat(local.post("/api/v1/enrolments", "{\"staff\":\"s1\",\"device\":\"reader-1\"}", 409))
                .contains("not connected");
        assertThat(program.get("/api/v1/enrolments/00000000-0000-4000-8000-0000000000e1", WITH_TOKEN)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void what_is_being_led_is_given_up() throws Exception {
        local.post("/api/v1/staff/s1/consent", "{\"record\":\"file 12\"}", 200);
        String id = local.post("/api/v1/enrolments", "{\"staff\":\"s1\",\"device\":\"reader-1\"}", 201)
                .replaceAll(".*\"enrolment\":\"([^\"]+)\".*", "$1");

        assertThat(local.post("/api/v1/enrolments/" + id + "/cancel", "", 200)).contains("\"withdrawn_at\":");
    }

    @Test
    void a_pin_is_set_and_is_in_no_answer() throws Exception {
        assertThat(local.post("/api/v1/staff/s1/pin", "{\"pin\":\"739201\"}", 200))
                .contains("\"has_pin\":true")
                .doesNotContain("739201");
        assertThat(local.post("/api/v1/staff/s1/pin", "{\"pin\":\"12\"}", 400)).contains("4 to 8 digits");
        assertThat(local.post("/api/v1/staff/s9/pin", "{\"pin\":\"1234\"}", 409))
                .contains("nobody here");
    }

    @Test
    void who_withdraws_the_consent_or_leaves_does_so_once() throws Exception {
        local.post("/api/v1/staff/s1/consent", "{\"record\":\"file 12\"}", 200);
        assertThat(local.post("/api/v1/staff/s1/consent-withdrawal", "", 200)).doesNotContain("consented_at");
        assertThat(local.post("/api/v1/staff/s1/consent-withdrawal", "", 409)).contains("no consent of s1");

        assertThat(local.post("/api/v1/staff/s1/leave", "", 200)).contains("\"left_at\":");
        assertThat(local.post("/api/v1/staff/s1/leave", "", 409)).contains("has left before");
        assertThat(local.post("/api/v1/staff/s1/consent", "{\"record\":\"file 13\"}", 409))
                .contains("nobody here");
    }

    @Test
    void the_description_has_each_of_them() throws Exception {
        assertThat(program.get("/api/openapi.json").body())
                .contains("/api/v1/staff/{id}/consent\"", "/api/v1/staff/{id}/consent-withdrawal")
                .contains("/api/v1/staff/{id}/pin", "/api/v1/staff/{id}/leave")
                .contains("/api/v1/enrolments/{id}/cancel", "/api/v1/enrolments/{id}/remove");
    }
}
