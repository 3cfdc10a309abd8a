package io.yizhan.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.protocol.FrozenFolder;
import io.yizhan.protocol.link.FreePort;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub whose disk the system makes read-only under it. In a process of its own, since that may end it. */
class HubFrozenDiskTest {

    private static final Duration STARTED_WITHIN = Duration.ofSeconds(60);
    private static final Duration GOES_ON_WITHIN = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private Path place;
    private int port;
    private @Nullable Process hub;

    @BeforeEach
    void a_hall() {
        place = folder.resolve("hub");
        port = FreePort.next();
        HallAdmission admission = new HallAdmission(new SecureRandom());
        StringWriter out = new StringWriter();
        int code = HubMain.commands(Clock.systemUTC(), new SecureRandom(), admission, admission)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute("init", "--data", "" + place, "--mqtt-port", "" + FreePort.next(), "--http-port", "" + port);
        assertThat(code).as(out.toString()).isZero();
    }

    @AfterEach
    void end() throws Exception {
        if (hub != null) {
            hub.destroyForcibly().waitFor();
        }
    }

    @Test
    void it_takes_nothing_and_says_so_and_goes_on_with_all_that_it_took() throws Exception {
        Process running = started();

        try (FrozenFolder _ = FrozenFolder.freeze(place)) {
            await().atMost(GOES_ON_WITHIN).until(() -> refusesOrEnds(running));
            if (!running.isAlive()) {
                start();
            }
            saysThatItCannotWrite();
        }

        goesOn();
    }

    /**
     * The index of SQLite's log is mapped into memory: where an entry begins the log anew, it is the first thing that is
     * written, and that ends the JVM (SIGBUS).
     */
    @Test
    void where_that_ends_it_another_start_says_so_and_waits_and_goes_on_with_all_that_it_took() throws Exception {
        Process running = started();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + place.resolve("hub.db"));
                Statement statement = other.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(FULL)");
        }
        try (FileChannel index = FileChannel.open(place.resolve("hub.db-shm"), StandardOpenOption.WRITE)) {
            index.force(true); // what is not on disk yet could still be changed in memory
        }

        try (FrozenFolder _ = FrozenFolder.freeze(place)) {
            await().atMost(GOES_ON_WITHIN).until(() -> refusesOrEnds(running) && !running.isAlive());
            start(); // as its service does
            saysThatItCannotWrite();
        }

        goesOn();
    }

    private Process started() throws IOException {
        Process started = start();
        await().atMost(STARTED_WITHIN)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> add("before") == 201);
        return started;
    }

    private void saysThatItCannotWrite() {
        await().atMost(STARTED_WITHIN)
                .ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(() -> assertThat(get("/")).contains("中枢的磁盘写不进去"));
    }

    private void goesOn() throws Exception {
        await().atMost(GOES_ON_WITHIN)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> add("after") == 201);
        assertThat(get("/api/v1/agencies")).contains("\"before\"", "\"after\"").doesNotContain("\"meanwhile\"");
    }

    private boolean refusesOrEnds(Process running) throws InterruptedException {
        try {
            int status = add("meanwhile");
            assertThat(status).as("nothing is taken that is not kept").isNotEqualTo(201);
            return status == 503;
        } catch (IOException noAnswer) {
            return !running.isAlive();
        }
    }

    private Process start() throws IOException {
        Process started = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:ErrorFile=" + folder.resolve("crash.log"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HubMain.class.getName(),
                        "run",
                        "--data",
                        place.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("hub.log").toFile()))
                .start();
        hub = started;
        return started;
    }

    private int add(String agency) throws IOException, InterruptedException {
        String wish = "{\"agency\":\"%s\",\"name\":\"税务局\"}".formatted(agency);
        return send(request("/api/v1/agencies").POST(HttpRequest.BodyPublishers.ofString(wish)))
                .statusCode();
    }

    private String get(String path) throws IOException, InterruptedException {
        return send(request(path)).body();
    }

    private HttpRequest.Builder request(String path) throws IOException {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(15))
                .header(
                        "Authorization",
                        "Bearer " + Files.readString(place.resolve("api-token")).strip());
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
