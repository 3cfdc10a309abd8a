package io.yizhan.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PanelTest {

    @TempDir
    static Path folder;

    private static Hall hall;

    @BeforeAll
    static void open() throws Exception {
        hall = new Hall(folder, """
                [[reader]]
                id = "reader-1"
                sensor = "simulated"
                [[kiosk]]
                id = "kiosk-1"
                printer = "simulated"
                keys = "simulated"
                """);
        hall.configure(1, List.of(), List.of());
    }

    @AfterAll
    static void close() {
        hall.close();
    }

    @Test
    void the_page_runs_no_script_but_its_own_files() throws Exception {
        HttpResponse<byte[]> page = hall.get("/");
        String html = new String(page.body(), StandardCharsets.UTF_8);

        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(html).doesNotContain("style=", "onclick", "<script>").doesNotContain("https://");
        for (String file : List.of("/panel.js", "/devices.js", "/leds.js", "/panel.css", "/mark.svg")) {
            assertThat(hall.get(file).statusCode()).as(file).isEqualTo(200);
        }
    }

    @Test
    void it_links_to_the_other_panels_of_the_hall() {
        assertThat(hall.look().others()).containsExactly(Map.entry("kiosk", "http://127.0.0.1:8091"));
    }

    @Test
    void events_tell_what_a_person_is_told() throws Exception {
        HttpResponse<InputStream> events = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(hall.panel() + "/api/events"))
                                .header("Accept", "text/event-stream")
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader stream = new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
            await(stream, line -> line.equals("event: state")); // from here on it tells what happens
            hall.act("kiosk", "{\"service\":\"nowhere\"}");
            await(stream, line -> line.equals("event: told"));
            await(stream, line -> line.contains("kiosk-1"));
        }
    }

    @Test
    void what_is_not_there_is_refused_and_what_is_there_named() throws Exception {
        assertThat(refused("finger", "{\"finger\":-1}")).contains("outside 0–1000");
        assertThat(refused("key", "{\"station\":\"9\",\"key\":\"next\"}")).contains("reader-1=reader", "kiosk-1=kiosk");
        assertThat(refused("key", "{\"station\":\"kiosk-1\",\"key\":\"next\"}")).contains("service-1", "reprint");
        assertThat(refused("fault", "{\"station\":\"kiosk-1\",\"fault\":\"fire\",\"on\":true}"))
                .contains("paper-out");
        assertThat(refused("fault", "{\"station\":\"reader-1\",\"fault\":\"fire\",\"on\":true}"))
                .contains("badsum");
        assertThat(refused("kiosk", "{\"service\":\"hukou\",\"priority\":\"friend\"}"))
                .contains("friend");
        assertThat(refused("lift", "")).isNotEmpty();
        assertThat(hall.get("/api/tickets/99.png").statusCode()).isEqualTo(404);
    }

    @Test
    void a_form_of_another_page_and_a_foreign_name_are_refused() throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        URI finger = URI.create(hall.panel() + "/api/finger");
        HttpRequest.Builder form = HttpRequest.newBuilder(finger)
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{\"finger\":1}"));
        HttpRequest.Builder elsewhere = HttpRequest.newBuilder(finger)
                .header("Content-Type", "application/json")
                .header("Origin", "http://evil.example")
                .POST(HttpRequest.BodyPublishers.ofString("{\"finger\":1}"));

        assertThat(http.send(form.build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(415);
        assertThat(http.send(elsewhere.build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(403);
        assertThat(statusFor("panel.example")).contains("403");
        assertThat(statusFor("localhost")).contains("200");
    }

    private static void await(BufferedReader stream, Predicate<String> wanted) throws IOException {
        String line = stream.readLine();
        while (!wanted.test(Objects.requireNonNull(line, "the stream ended"))) {
            line = stream.readLine();
        }
    }

    /** Java's client sets the name itself. */
    private static String statusFor(String host) throws Exception {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(hall.panel()).getPort())) {
            socket.getOutputStream()
                    .write(("GET /api/state HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.lines().findFirst().orElse("");
        }
    }

    private static String refused(String path, String json) throws Exception {
        HttpResponse<String> answer = hall.post(path, json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        return answer.body();
    }
}
