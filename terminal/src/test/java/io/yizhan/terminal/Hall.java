package io.yizhan.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.command.Reply;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.id.CommandId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.link.Broker;
import io.yizhan.protocol.link.Mosquitto;
import io.yizhan.protocol.link.TestAuthority;
import io.yizhan.protocol.link.TlsFiles;
import io.yizhan.protocol.state.DeviceConfig;
import io.yizhan.protocol.state.StationConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A hall for one test: a real Mosquitto that asks for certificates, a scripted hub, and one whole terminal with simulated
 * devices behind their wires. People's hands and eyes are at the panel's address, as a script's are.
 */
final class Hall implements AutoCloseable {

    static final DeviceId DEVICE = new DeviceId("pi-1");
    static final SeriesId A = new SeriesId("A");
    static final SeriesId B = new SeriesId("B");
    static final ServiceId HUKOU = new ServiceId("hukou");

    ScriptedHub hub;
    final Broker broker;

    private final Path folder;
    private final String stations;
    private final String simulated;
    private final TlsFiles tls;
    private final TlsFiles hubTls;
    private final HttpClient http = HttpClient.newHttpClient();
    private TerminalWiring terminal;

    /** @param stations their tables in the settings */
    Hall(Path folder, String stations) throws Exception {
        this(folder, stations, """
            [panel]
            port = 0
            others = { kiosk = "http://127.0.0.1:8091" }
            [simulated]
            pace = 0.02
            serial = "0000000000000001"
            """);
    }

    /** @param simulated the panel and the machine; empty where the devices are those of other programs */
    Hall(Path folder, String stations, String simulated) throws Exception {
        this.folder = folder;
        this.stations = stations;
        this.simulated = simulated;
        TestAuthority authority = new TestAuthority(folder, "hall");
        broker = Mosquitto.withTls(folder, authority.issue("broker"));
        hubTls = authority.issue("hub");
        hub = newHub();
        tls = authority.issue(DEVICE.text());
        startTerminal();
    }

    private ScriptedHub newHub() {
        ScriptedHub fresh = new ScriptedHub(broker.host(), broker.port(), hubTls, DEVICE);
        await().until(fresh::isUp);
        return fresh;
    }

    /** The hub is gone, the broker is not. */
    void loseHub() {
        hub.sayOffline();
        await().until(() -> !look().hubOnline());
        hub.close();
    }

    /** The hub is back, and has lost what it had: the terminal ships all of it again. */
    void hubIsBack() {
        hub = newHub();
    }

    void startTerminal() throws Exception {
        terminal = new TerminalWiring(TerminalConfig.load(settings()), false, () -> {});
        terminal.start();
    }

    void stopTerminal() {
        terminal.close();
    }

    /** The settings file, as it stands in the folder. */
    Path settings() throws IOException {
        return Files.writeString(folder.resolve("terminal.toml"), """
            hall = "demo"
            device = "pi-1"
            data = "data"
            zone = "Asia/Shanghai"
            [broker]
            host = "127.0.0.1"
            port = %d
            ca = "%s"
            certificate = "%s"
            key = "%s"
            %s
            %s
            """.formatted(
                        broker.port(), tls.ca(), tls.certificate(), tls.key(), simulated, stations));
    }

    /** Config of all stations that tests use, and what the hub said before it, has arrived when this returns. */
    void configure(long revision, List<DeviceConfig.Lease> leases, List<DeviceConfig.Enrolment> enrolments) {
        say(revision, leases, enrolments);
        await().until(() -> look().configRevision() == revision);
    }

    /** The broker has it, and no terminal is there to hear it. */
    void configureUnheard(long revision, List<DeviceConfig.Enrolment> enrolments) {
        say(revision, List.of(), enrolments);
    }

    void say(long revision, List<DeviceConfig.Lease> leases, List<DeviceConfig.Enrolment> enrolments) {
        hub.config(new DeviceConfig(
                revision,
                ScriptedHub.now(),
                new DeviceConfig.Hall("东平县政务服务大厅", "Asia/Shanghai", List.of("zh-CN", "en")),
                List.of(
                        new StationConfig.Reader(new StationId("reader-1")),
                        new StationConfig.Kiosk(new StationId("kiosk-1"), List.of(A, B)),
                        new StationConfig.Counter(new StationId("3"), 1),
                        new StationConfig.Board(new StationId("hall"))),
                leases,
                enrolments));
    }

    void offer() {
        hub.services(Offer.three());
    }

    /** A hand moves at the panel. */
    void act(String path, String json) throws Exception {
        HttpResponse<String> answer = post(path, json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    HttpResponse<String> post(String path, String json) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(panel() + "/api/" + path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<byte[]> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(panel() + path)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    String panel() {
        return terminal.panelAddress().orElseThrow();
    }

    String screen() {
        return terminal.screenAddresses().getFirst();
    }

    void press(String station, String... keys) throws Exception {
        for (String key : keys) {
            act("key", "{\"station\":\"%s\",\"key\":\"%s\"}".formatted(station, key));
        }
    }

    void fault(String station, String fault, boolean on) throws Exception {
        act("fault", "{\"station\":\"%s\",\"fault\":\"%s\",\"on\":%s}".formatted(station, fault, on));
    }

    void lay(int finger) throws Exception {
        act("finger", "{\"finger\":" + finger + "}");
    }

    void lift() throws Exception {
        act("lift", "{}");
    }

    /** Does at the window what the steps ask for, until the order has ended. */
    void touchThreeTimes(CommandId command, int finger) throws Exception {
        for (int done = 0; ; done++) {
            switch (reply(command, done).step()) {
                case TOUCH_1, TOUCH_2, TOUCH_3 -> lay(finger);
                case LIFT -> lift();
                case STORED -> {}
                case DONE, FAILED -> {
                    lift();
                    return;
                }
            }
        }
    }

    /** Waits for this order's reply of this number, from 0. */
    Reply reply(CommandId command, int number) {
        await().until(() -> replies(command).size() > number);
        return replies(command).get(number);
    }

    private List<Reply> replies(CommandId command) {
        return hub.replies.stream()
                .filter(reply -> reply.command().equals(command))
                .toList();
    }

    /** Waits until the hub has these, in this order, whatever stands between them. */
    void awaitFacts(Fact... facts) {
        await().untilAsserted(() -> assertThat(hub.facts).containsSubsequence(facts));
    }

    Seen look() {
        try {
            return Json.read(get("/api/state").body(), Seen.class);
        } catch (UnreadableException e) {
            throw new IllegalStateException(e);
        } catch (Exception e) {
            throw new IllegalStateException("the panel does not answer", e);
        }
    }

    /** The sentence at a spot. */
    String face(String spot) {
        return look().stations().stream()
                .flatMap(station -> station.faces().stream())
                .filter(face -> face.spot().equals(spot))
                .findFirst()
                .orElseThrow()
                .zh();
    }

    /** Waits until a person at this spot is told something that contains the words. */
    void told(String spot, String words) {
        await().untilAsserted(() -> assertThat(look().log()).anySatisfy(line -> {
            assertThat(line.spot()).isEqualTo(spot);
            assertThat(line.zh()).contains(words);
        }));
    }

    @Override
    public void close() {
        terminal.close();
        hub.close();
        broker.close();
    }

    /** What {@code GET /api/state} says, as far as tests look. */
    record Seen(
            String hall,
            boolean hubOnline,
            long configRevision,
            Map<String, String> others,
            List<SeenStation> stations,
            List<SeenLine> log) {

        SeenStation station(String id) {
            return stations.stream()
                    .filter(station -> station.id().equals(id))
                    .findFirst()
                    .orElseThrow();
        }
    }

    record SeenStation(
            String id,
            List<SeenFault> faults,
            List<SeenFace> faces,
            @Nullable SeenKiosk kiosk,
            @Nullable SeenCounter counter) {}

    record SeenFault(String part, String kind) {}

    record SeenFace(String spot, String tone, String zh, String en) {}

    record SeenLine(long seq, String spot, String how, String zh) {}

    record SeenKiosk(List<SeenTicket> tickets) {}

    record SeenTicket(String number, List<String> lines, String url) {}

    record SeenCounter(Map<String, Boolean> lamps, List<Double> callNextMs) {}
}
