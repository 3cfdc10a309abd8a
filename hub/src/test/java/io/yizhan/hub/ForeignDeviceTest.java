package io.yizhan.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.hub.cli.HallFolder;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.clock.LinuxClock;
import io.yizhan.protocol.fact.Booted;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.link.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device that nobody here wrote: the bundle of {@code device add}, and only Mosquitto's command-line clients. */
class ForeignDeviceTest {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();
    private HallFolder hall;
    private final int mqttPort = FreePort.next();
    private final int httpPort = FreePort.next();

    @BeforeEach
    void a_hall_that_runs() throws Exception {
        hall = new HallFolder(folder.resolve("hall"));
        RealHall.give(
                "init",
                "--data",
                "" + hall,
                "--mqtt-port",
                "" + mqttPort,
                "--http-port",
                "" + httpPort,
                "--clock-trusted");
        RealHall.give("demo", "--data", "" + hall);
        Process broker = new ProcessBuilder(
                        "mosquitto", "-c", hall.brokerSettings().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("mosquitto.log").toFile())
                .start();
        open.add(broker::destroyForcibly);
        await().until(() -> RealHall.listens(mqttPort));
        open.add(HubWiring.start(HubConfig.load(hall.path()), hall.path()));
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable part : open.reversed()) {
            part.close();
        }
    }

    @Test
    void it_is_let_in_while_the_hub_runs_and_its_punch_is_acknowledged_and_recorded() throws Exception {
        RealHall.give("device", "add", "foreign", "--stations", "reader", "--data", "" + hall);
        PaperTerminal device = new PaperTerminal("foreign", new LinuxClock(LinuxClock.BOOT_ID, true));
        assertThat(ship(device.hello().write())).contains("\"verdict\":\"repeat\"");
        device.append(new Booted("1.0.0", ClockTrust.SYNCED));
        device.append(new Punch(Punch.Method.PIN, new StaffId("s0101"), null, null, null));

        String ack = ship(device.batch(1, 2).write());

        assertThat(ack).contains("\"verdict\":\"applied\"").contains("\"through\":2");
        assertThat(ask("/api/v1/punches")).contains("\"staff\":\"s0101\"").contains("\"device\":\"foreign\"");
    }

    @Test
    void the_commands_of_its_page_end_with_a_punch_on_record() throws Exception {
        List<String> commands = commandsOfThePage();
        String letIn = commands.getFirst().strip();
        assertThat(letIn).startsWith("scripts/hub device add foreign ");
        List<String> words = new ArrayList<>(List.of(letIn.split(" ")));
        words.removeFirst();
        words.addAll(List.of("--data", "" + hall));
        RealHall.give(words.toArray(String[]::new));

        ProcessBuilder shell = new ProcessBuilder(
                        "bash", "-c", "set -eu\n" + String.join("\n", commands.subList(1, commands.size())))
                .directory(hall.bundle("foreign").toFile())
                .redirectErrorStream(true);
        shell.environment().put("port", "" + mqttPort);
        Process running = shell.start();
        String said = new String(running.getInputStream().readAllBytes(), UTF_8);

        assertThat(running.waitFor()).as(said).isZero();
        assertThat(said)
                .contains("\"online\":true", "\"verdict\":\"repeat\"", "\"verdict\":\"applied\"", "\"through\":2")
                .contains("the hub holds what I hold", "nothing twice", "refused, and nothing was kept");
        assertThat(ask("/api/v1/punches")).contains("\"staff\":\"s0101\"").contains("\"device\":\"foreign\"");
    }

    /** The blocks of {@code sh}, in their order. */
    private static List<String> commandsOfThePage() throws IOException {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = new StringBuilder();
        boolean inside = false;
        for (String line : Files.readAllLines(Path.of("../docs/foreign-devices.md"))) {
            if (inside && line.equals("```")) {
                blocks.add(block.toString());
                block.setLength(0);
                inside = false;
            } else if (inside) {
                block.append(line).append('\n');
            } else {
                inside = line.equals("```sh");
            }
        }
        return blocks;
    }

    @Test
    void what_it_may_not_say_is_acknowledged_too_and_set_aside_with_an_alarm() throws Exception {
        RealHall.give("device", "add", "foreign", "--stations", "counter:7", "--data", "" + hall);
        PaperTerminal device = new PaperTerminal("foreign", new LinuxClock(LinuxClock.BOOT_ID, true));
        device.append(new Punch(Punch.Method.PIN, new StaffId("s0101"), null, null, null));

        String ack = ship(device.batch(1, 1).write());

        assertThat(ack).contains("\"verdict\":\"applied\"");
        assertThat(ask("/api/v1/punches")).doesNotContain("s0101");
    }

    /** As the bundle's README.txt says: waits until the hub is there, ships, and prints the ack. */
    private String ship(byte[] batch) throws Exception {
        assertThat(client("mosquitto_sub", "-t", "yizhan/1/hall/all/hub", "-C", "1"))
                .contains("\"online\":true");
        return client(
                "mosquitto_rr",
                "-t",
                "yizhan/1/hall/foreign/up/journal",
                "-e",
                "yizhan/1/hall/foreign/down/ack",
                "-m",
                new String(batch, UTF_8));
    }

    private String client(String program, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of(program, "-V", "5", "-q", "1", "-W", "" + ANSWER_MAX.toSeconds()));
        words.addAll(List.of("-h", "127.0.0.1", "-p", "" + mqttPort));
        words.addAll(List.of("--cafile", "ca.crt", "--cert", "device.crt", "--key", "device.key"));
        words.addAll(List.of(more));
        Process client = new ProcessBuilder(words)
                .directory(hall.bundle("foreign").toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(client.getInputStream().readAllBytes(), UTF_8);
        assertThat(client.waitFor()).as(said).isZero();
        return said;
    }

    private String ask(String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path))
                    .header(
                            "Authorization",
                            "Bearer "
                                    + Files.readString(hall.path().resolve("api-token"))
                                            .strip())
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString(UTF_8)).body();
        }
    }
}
