package io.yizhan.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.protocol.command.PinVerifier;
import io.yizhan.protocol.command.PutPin;
import io.yizhan.protocol.id.CommandId;
import io.yizhan.protocol.id.StaffId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The screen beside a reader, over HTTP. */
class DoorTest {

    private static final StaffId LI_NA = new StaffId("s0207");

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private Hall hall;

    @BeforeEach
    void open() throws Exception {
        hall = new Hall(
                folder,
                "[[reader]]\nid = \"reader-1\"\nsensor = \"simulated\"\npad = \"simulated\"\nscreen = 0\nvoice = \"none\"");
        hall.configure(1, List.of(), List.of());
        CommandId command = new CommandId(UUID.randomUUID().toString());
        hall.hub.order(new PutPin(command, ScriptedHub.now(), LI_NA, PinVerifier.of("4711", new SecureRandom())));
        hall.reply(command, 0);
    }

    @AfterEach
    void close() {
        http.shutdownNow();
        hall.close();
    }

    /** What the screen shows, as far as this test asks. */
    private record Door(String hall, String tone, String zh, List<Own> own, boolean online) {
        record Own(String day, String time, boolean sure) {}
    }

    private void punch() throws Exception {
        hall.press("reader-1", "0", "2", "0", "7", "enter", "4", "7", "1", "1", "enter");
    }

    /** What the stream shows once it shows this. */
    private Door awaitDoor(Predicate<Door> wanted) throws Exception {
        return ScreenEvents.await(http, hall.screen(), Door.class, wanted);
    }

    @Test
    void it_greets_then_says_who_punched_with_their_last_three_and_then_nobodys() throws Exception {
        assertThat(awaitDoor(door -> door.zh.equals("请把手指平放在指纹窗上")).hall).isEqualTo("东平县政务服务大厅");
        for (int i = 1; i <= 4; i++) {
            punch();
            int punches = Math.min(i, 3);
            Door door = awaitDoor(now -> now.zh.contains("打卡成功") && now.own.size() == punches);
            assertThat(door.tone).isEqualTo("ok");
            assertThat(door.own).allSatisfy(own -> assertThat(own.day).isEqualTo("今天"));
            hall.told("reader-1", "打卡成功");
        }

        assertThat(awaitDoor(door -> door.tone.equals("calm")).own)
                .as("whoever comes next sees nothing of it")
                .isEmpty();
    }

    @Test
    void the_last_punches_are_known_after_a_restart_too() throws Exception {
        punch();
        hall.told("reader-1", "打卡成功");
        hall.stopTerminal();
        hall.startTerminal();

        punch();

        assertThat(awaitDoor(door -> door.zh.contains("打卡成功")).own).hasSize(2);
    }

    @Test
    void with_the_hub_away_it_says_so_and_goes_on() throws Exception {
        assertThat(awaitDoor(door -> door.online).online).isTrue();
        hall.loseHub();

        assertThat(awaitDoor(door -> !door.online).zh).isEqualTo("请把手指平放在指纹窗上");
        punch();
        assertThat(awaitDoor(door -> door.zh.contains("打卡成功")).online).isFalse();
    }

    @Test
    void it_is_a_page_of_this_machine_alone_and_takes_no_orders() throws Exception {
        HttpResponse<String> page = http.send(
                HttpRequest.newBuilder(URI.create(hall.screen() + "/")).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("正在启动，请稍候");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'");

        HttpResponse<String> order = http.send(
                HttpRequest.newBuilder(URI.create(hall.screen() + "/api/finger"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"finger\":1}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(order.statusCode()).isEqualTo(404);
    }
}
