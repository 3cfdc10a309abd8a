package io.yizhan.hub.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.devices.DeviceAdded;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.command.Command;
import io.yizhan.protocol.command.Reply;
import io.yizhan.protocol.command.TestPrint;
import io.yizhan.protocol.fact.CommandDone;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.state.StationConfig;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A test page, ordered from the page of devices or by a program, and what came of it. */
class TestPrintTest {

    private static final DeviceId KIOSK = new DeviceId("pi-k");
    private static final DeviceId READER = new DeviceId("pi-r");
    private static final String API = "/api/v1/devices/pi-k/test-print";

    @TempDir
    Path folder;

    private PaperHall hall;
    private Browserless anna;

    @BeforeEach
    void open() throws Exception {
        hall = new PaperHall(folder);
        hall.decide(new DeviceAdded(
                KIOSK,
                List.of(new StationConfig.Kiosk(new StationId("kiosk-1"), List.of(new SeriesId("A")))),
                "f".repeat(64)));
        hall.decide(
                new DeviceAdded(READER, List.of(new StationConfig.Reader(new StationId("reader-1"))), "e".repeat(64)));
        hall.online("pi-k");
        hall.online("pi-r");
        anna = hall.as(PaperHall.ADMIN);
    }

    @AfterEach
    void close() {
        anna.close();
        hall.close();
    }

    @Test
    void a_test_page_is_ordered_once_and_the_page_says_when_it_is_printed() throws Exception {
        assertThat(anna.get("/devices").body()).containsOnlyOnce("打印测试页");
        assertThat(press().statusCode()).isEqualTo(303);
        assertThat(anna.get("/devices").body()).contains("测试页已发出", "<button disabled>");
        press();

        TestPrint order = only();
        replied(order, Reply.Step.DONE, null);

        assertThat(anna.get("/devices").body()).contains("测试页已打印（刚刚）").doesNotContain("测试页已发出", "<button disabled>");
        press();
        assertThat(hall.sent).as("the next one").hasSize(2);
    }

    @Test
    void a_page_that_did_not_come_out_is_told_with_the_reason() throws Exception {
        press();
        replied(only(), Reply.Step.FAILED, "printer");
        assertThat(anna.get("/devices").body()).contains("测试页没有打印", "打印机不能用，原因见故障");

        for (Map.Entry<String, String> said : Map.of(
                        "unknown", "没有回报是否打完", "busy", "取号机正忙", "expired", "收到得太晚", "unsupported", "测试页没有打印")
                .entrySet()) {
            hall.sent.clear();
            press();
            replied(only(), Reply.Step.FAILED, said.getKey());
            assertThat(anna.get("/devices").body()).as(said.getKey()).contains(said.getValue());
        }
    }

    @Test
    void an_outcome_whose_reply_was_lost_comes_with_the_journal_or_never() throws Exception {
        press();
        hall.tell("pi-k", PaperHall.NOW, new CommandDone(only().command(), CommandDone.Outcome.DONE));
        assertThat(anna.get("/devices").body()).contains("测试页已打印");

        press();
        hall.clock.pass(Duration.ofSeconds(119));
        assertThat(anna.get("/devices").body()).contains("测试页已发出");
        hall.clock.pass(Duration.ofSeconds(1));
        assertThat(anna.get("/devices").body()).contains("设备没有回音");
        press();
        assertThat(hall.sent).hasSize(3);
    }

    @Test
    void nothing_is_ordered_of_a_kiosk_that_is_away_nor_of_what_is_none() throws Exception {
        hall.offline("pi-k");
        assertThat(anna.get("/devices").body()).contains("连上以后才能打印测试页", "<button disabled>");
        assertThat(press().statusCode()).isEqualTo(409);
        assertThat(anna.postForm("/devices/test-print", Map.of("device", "pi-r"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(anna.postForm("/devices/test-print", Map.of("device", "PI R"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(anna.post("/devices/test-print", Map.of("device", "pi-k")).statusCode())
                .as("without the session's word")
                .isEqualTo(403);
        assertThat(hall.sent).isEmpty();
    }

    @Test
    void a_program_orders_one_and_reads_what_came_of_it() throws Exception {
        String[] token = {"Authorization", "Bearer " + PaperHall.TOKEN};
        assertThat(anna.get(API, token).statusCode()).isEqualTo(404);

        HttpResponse<String> made = anna.postJson(API, PaperHall.TOKEN, "");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(made.body()).contains("\"outcome\":\"awaited\"");
        assertThat(anna.postJson(API, PaperHall.TOKEN, "").statusCode())
                .as("while it is under way")
                .isEqualTo(409);
        TestPrint order = only();
        hall.commands.replied(READER, Json.write(new Reply(order.command(), Reply.Step.DONE, null, null)));
        assertThat(anna.get(API, token).body()).as("another device's word").contains("\"outcome\":\"awaited\"");
        replied(order, Reply.Step.FAILED, "printer");

        assertThat(anna.get(API, token).body())
                .contains("\"outcome\":\"failed\",\"code\":\"printer\"", "\"at\":\"2026-11-23T10:40:00.000+08:00\"");
        assertThat(anna.postJson("/api/v1/devices/pi-r/test-print", PaperHall.TOKEN, "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(anna.postJson("/api/v1/devices/pi-k/test-print", "x".repeat(64), "")
                        .statusCode())
                .isEqualTo(401);
    }

    private HttpResponse<String> press() throws Exception {
        return anna.postForm("/devices/test-print", Map.of("device", "pi-k"));
    }

    private void replied(TestPrint order, Reply.Step step, @Nullable String code) {
        hall.commands.replied(KIOSK, Json.write(new Reply(order.command(), step, code, null)));
    }

    private TestPrint only() throws Exception {
        assertThat(hall.sent).hasSize(1);
        assertThat(hall.sent.getFirst().topic()).endsWith("pi-k/down/command");
        return (TestPrint) Json.read(hall.sent.getFirst().payload(), Command.class);
    }
}
