package io.yizhan.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.devices.DeviceAdded;
import io.yizhan.hub.page.Browserless;
import io.yizhan.hub.page.PaperHall;
import io.yizhan.hub.staff.AgencyAdded;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.state.StationConfig;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServicesApiTest {

    private static final String SERVICES = "/api/v1/services";
    private static final String HUKOU = """
        {"service":"hukou","series":"A","name":"户口登记","name_en":null,"agency":"huji","counters":["2","1"]}\
        """;

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
        hall.decide(new AgencyAdded(new AgencyId("huji"), "户籍处", null));
        hall.decide(new DeviceAdded(
                new DeviceId("pi-1"),
                List.of(
                        new StationConfig.Counter(new StationId("1"), 20),
                        new StationConfig.Counter(new StationId("2"), 20)),
                null));
    }

    @AfterEach
    void close() {
        program.close();
        hall.close();
    }

    @Test
    void a_program_adds_a_service_changes_it_says_its_papers_and_closes_it_under_its_own_name() throws Exception {
        assertThat(local.get(SERVICES)).contains("\"items\":[]");

        assertThat(local.post(SERVICES, HUKOU, 201)).contains("\"open\":true", "\"counters\":[\"2\",\"1\"]");
        local.post(SERVICES + "/hukou/change", """
                {"name":"户籍","name_en":"Register","agency":"huji","counters":["1"]}\
                """, 200);
        local.post(SERVICES + "/hukou/papers", "{\"papers\":\"身份证\",\"papers_en\":\"ID card\"}", 200);
        local.post(SERVICES + "/hukou/switch", "{\"open\":false}", 200);

        assertThat(local.get(SERVICES))
                .contains("\"name\":\"户籍\"", "\"name_en\":\"Register\"", "\"counters\":[\"1\"]")
                .contains("\"papers\":\"身份证\"", "\"papers_en\":\"ID card\"", "\"open\":false", "\"series\":\"A\"");
        for (String type : List.of("service-added", "service-changed", "papers-said", "service-switched")) {
            assertThat(local.newest(type)).as(type).contains("\"by\":\"program local\"");
        }
    }

    @Test
    void what_the_page_refuses_is_refused_here_in_english() throws Exception {
        local.post(SERVICES, HUKOU, 201);

        assertThat(local.post(SERVICES, HUKOU, 409)).contains("is there already");
        String other = HUKOU.replace("hukou", "other");
        assertThat(local.post(SERVICES, other.replace("huji", "nowhere"), 409))
                .contains("agency nowhere is not in the hall");
        assertThat(local.post(SERVICES, other.replace("\"2\"", "\"9\""), 409)).contains("no device has counter 9");
        assertThat(local.post(SERVICES, other.replace("\"A\"", "\"a\""), 400)).contains("series");
        assertThat(local.post(SERVICES, other.replace("户口登记", " "), 400)).contains("name is empty");
        assertThat(local.post(SERVICES, other.replace("\"2\"", "\"1\""), 400)).contains("each once");
        assertThat(local.post(SERVICES, "{}", 400)).contains("service");
        assertThat(local.post(SERVICES + "/other/switch", "{\"open\":true}", 409))
                .contains("service other is unknown");
        assertThat(local.post(SERVICES + "/hukou/switch", "{\"open\":true}", 409))
                .contains("nothing would change");
        assertThat(local.post(SERVICES + "/hukou/papers", "{\"papers\":\"一\\n二\"}", 400))
                .contains("one line");
        assertThat(local.get(SERVICES)).contains("户口登记").doesNotContain("other");
    }

    @Test
    void the_order_of_calls_is_read_and_set() throws Exception {
        assertThat(local.get("/api/v1/call-rule")).isEqualTo("{\"priority_one_in\":3,\"aged_s\":1800}");
        assertThat(local.post("/api/v1/call-rule", "{\"priority_one_in\":4,\"aged_s\":90}", 200))
                .contains("\"aged_s\":90");
        assertThat(local.get("/api/v1/call-rule")).isEqualTo("{\"priority_one_in\":4,\"aged_s\":90}");
        assertThat(local.newest("call-rule-set")).contains("\"by\":\"program local\"");
        assertThat(local.post("/api/v1/call-rule", "{\"priority_one_in\":0,\"aged_s\":90}", 400))
                .contains("outside 1–100");
        assertThat(local.post("/api/v1/call-rule", "{\"priority_one_in\":4,\"aged_s\":90}", 409))
                .contains("nothing would change");
    }

    @Test
    void the_description_has_the_services_and_who_has_no_token_has_none() throws Exception {
        assertThat(program.get("/api/openapi.json").body())
                .contains("\"/api/v1/services/{id}/switch\"", "\"/api/v1/call-rule\"", "\"priority_one_in\"");
        assertThat(program.get(SERVICES).statusCode()).isEqualTo(401);
        assertThat(program.postJson(SERVICES, "x".repeat(64), HUKOU).statusCode())
                .isEqualTo(401);
    }
}
