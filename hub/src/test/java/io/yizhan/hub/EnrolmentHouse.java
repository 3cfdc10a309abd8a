package io.yizhan.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.hardware.simulated.SimulatedFingerprintModule;
import io.yizhan.hardware.simulated.SimulatedSerialPort;
import io.yizhan.hub.cli.HallFolder;
import io.yizhan.protocol.link.FreePort;
import io.yizhan.terminal.TerminalMain;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A hall for one test, of real parts: the hub as {@code hub init} makes it, Mosquitto over TLS, and readers as processes
 * of their own, each with the far end of its sensor's wire here, where a test's fingers are.
 */
final class EnrolmentHouse implements AutoCloseable {

    /** A twentieth of the data sheet's times. */
    private static final double PACE = 0.05;

    private static final long SEED = 7;
    private static final Pattern STEP = Pattern.compile("\"step\":\"([a-z0-9-]+)\"");

    private static final Pattern ENTRY = Pattern.compile("\"type\":\"([a-z-]+)\"(?:.*\"reason\":\"([a-z-]+)\")?");

    private final Path folder;
    private final HallFolder hall;
    private final Map<String, Reader> readers = new HashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Process broker;
    private final int mqttPort = FreePort.next();
    private final int httpPort = FreePort.next();
    private HubWiring hub;

    EnrolmentHouse(Path folder) throws Exception {
        this.folder = folder;
        this.hall = new HallFolder(folder.resolve("hall"));
        String data = "" + hall;
        RealHall.give(
                "init", "--data", data, "--mqtt-port", "" + mqttPort, "--http-port", "" + httpPort, "--clock-trusted");
        RealHall.give("demo", "--data", data);
        broker = new ProcessBuilder("mosquitto", "-c", hall.brokerSettings().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("mosquitto.log").toFile())
                .start();
        await().until(() -> RealHall.listens(mqttPort));
        startHub();
    }

    void startHub() throws Exception {
        hub = HubWiring.start(HubConfig.load(hall.path()), hall.path());
    }

    void stopHub() {
        hub.close();
    }

    /** Lets a reader in, with an empty sensor, and starts nothing. */
    Reader add(String device) throws Exception {
        return add(device, "");
    }

    /** @param more of its settings, such as the line of a number pad */
    Reader add(String device, String more) throws Exception {
        RealHall.give("device", "add", device, "--stations", "reader", "--data", "" + hall);
        Reader reader = new Reader(device, more);
        readers.put(device, reader);
        return reader;
    }

    /** Has this person led at the reader, lays the finger down as its steps ask, and gives the enrolment's id. */
    String enrol(String staff, Reader at, int finger) throws Exception {
        String begun = post("/api/v1/enrolments", "{\"staff\":\"%s\",\"device\":\"%s\"}".formatted(staff, at.device));
        String enrolment = begun.replaceAll(".*\"enrolment\":\"([^\"]+)\".*", "$1");
        String done = "";
        while (!done.equals("done")) {
            String before = done;
            await().until(() -> !step(enrolment).equals(before));
            done = step(enrolment);
            assertThat(done).isNotEqualTo("failed");
            if (done.startsWith("touch")) {
                at.module.lay(finger);
            } else {
                at.module.lift();
            }
        }
        return enrolment;
    }

    private String step(String enrolment) throws Exception {
        Matcher step = STEP.matcher(get("/api/v1/enrolments/" + enrolment));
        return step.find() ? step.group(1) : "";
    }

    /** How a person's newest finger is at this reader. */
    String stage(String staff, Reader at) throws Exception {
        Matcher stage = Pattern.compile("\"device\":\"" + at.device + "\",\"position\":[0-9]+,\"stage\":\"([a-z]+)\"")
                .matcher(get("/api/v1/enrolments?staff=" + staff));
        return stage.find() ? stage.group(1) : "";
    }

    /** The types and reasons of the entries of a reader's journal, in order, as far as they are about fingers. */
    List<String> journal(Reader at) throws Exception {
        List<String> told = new ArrayList<>();
        for (String entry :
                get("/api/v1/entries?limit=1000&device=" + at.device).lines().toList()) {
            String line = entry.substring(entry.indexOf("\"line\":")).replace("\\\"", "\"");
            Matcher type = ENTRY.matcher(line);
            if (type.find() && !type.group(1).equals("booted") && !type.group(1).startsWith("fault")) {
                told.add(type.group(2) == null ? type.group(1) : type.group(1) + " " + type.group(2));
            }
        }
        return told;
    }

    String get(String path) throws IOException, InterruptedException {
        return answer(request(path));
    }

    String post(String path, String json) throws IOException, InterruptedException {
        return answer(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) throws IOException {
        String token = Files.readString(hall.path().resolve("api-token")).strip();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path))
                .header("Authorization", "Bearer " + token);
    }

    private String answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer.body();
    }

    /** Every file of the hall and of its terminals that is there now. */
    List<Path> files() throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Override
    public void close() {
        for (Reader reader : readers.values()) {
            reader.kill();
            reader.unplug();
        }
        hub.close();
        broker.destroyForcibly().onExit().join();
        http.close();
    }

    /** A terminal with one reader. */
    final class Reader {

        final String device;
        final SimulatedFingerprintModule module = SimulatedFingerprintModule.inMemory(PACE, SEED);
        private final Path bundle;
        private final Path plug;
        private SimulatedSerialPort port;
        private @Nullable Process process;

        private Reader(String device, String more) throws IOException {
            this.device = device;
            this.bundle = hall.bundle(device);
            this.plug = folder.resolve("sensor-" + device);
            plug();
            Files.writeString(bundle.resolve("terminal.toml"), """
                    hall = "hall"
                    device = "%s"
                    zone = "Asia/Shanghai"
                    data = "data"
                    [broker]
                    host = "127.0.0.1"
                    port = %d
                    ca = "ca.crt"
                    certificate = "device.crt"
                    key = "device.key"
                    [[reader]]
                    id = "reader"
                    sensor = "%s"
                    voice = "none"
                    %s
                    """.formatted(device, mqttPort, plug, more));
        }

        void start() throws IOException {
            Process started = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            TerminalMain.class.getName(),
                            bundle.resolve("terminal.toml").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve(device + ".log").toFile()))
                    .start();
            process = started;
            await().until(() -> isOnline(started));
        }

        private boolean isOnline(Process started) throws Exception {
            assertThat(started.isAlive()).as(() -> readLog()).isTrue();
            return get("/api/v1/devices")
                    .matches("(?s).*\"device\":\"" + device + "\",\"stations\":\\[[^\\]]*\\],\"online\":true.*");
        }

        private String readLog() {
            try {
                return Files.readString(folder.resolve(device + ".log"));
            } catch (IOException e) {
                return "" + e;
            }
        }

        /** Its process ends as by a power cut. */
        void kill() {
            Process running = process;
            if (running != null) {
                running.destroyForcibly().onExit().join();
            }
        }

        void unplug() {
            port.close();
        }

        void plug() throws IOException {
            port = SimulatedSerialPort.open(module, plug);
        }
    }
}
