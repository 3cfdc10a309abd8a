package io.yizhan.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.yizhan.hub.cli.CommandFailedException;
import io.yizhan.protocol.SmallDisk;
import io.yizhan.protocol.link.FreePort;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub that is started where its disk takes nothing, or where its database is not what it was. */
class HubStartTest {

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int DISK_MEGABYTES = 6;

    @TempDir
    Path folder;

    private SmallDisk disk;
    private Path place;
    private int port;

    @BeforeEach
    void a_hall() throws Exception {
        disk = SmallDisk.mount(folder.resolve("disk"), DISK_MEGABYTES);
        place = folder.resolve("disk/hub");
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
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    void on_a_full_disk_its_page_says_so_and_it_starts_by_itself_once_there_is_room() throws Exception {
        disk.fill();
        CompletableFuture<HubWiring> hub = start();

        await().ignoreException(ConnectException.class)
                .untilAsserted(() -> assertThat(page("/")).contains("中枢的磁盘满了", "请马上清理中枢的磁盘", "中枢在等磁盘，还没有启动"));
        assertThat(page("/api/v1/devices")).contains("\"code\":\"disk-full\"");
        assertThat(hub).isNotDone();

        disk.free();
        try (HubWiring _ = hub.get(30, TimeUnit.SECONDS)) {
            assertThat(page("/sign-in")).contains("name=\"password\"").doesNotContain("中枢的磁盘满了");
        }
    }

    @Test
    void on_a_read_only_disk_its_page_says_so_and_it_starts_by_itself_once_it_can_be_written() throws Exception {
        disk.writable(false);
        CompletableFuture<HubWiring> hub = start();

        await().ignoreException(ConnectException.class)
                .untilAsserted(() -> assertThat(page("/")).contains("中枢的磁盘写不进去", "中枢在等磁盘，还没有启动"));

        disk.writable(true);
        try (HubWiring _ = hub.get(30, TimeUnit.SECONDS)) {
            assertThat(page("/sign-in")).contains("name=\"password\"");
        }
    }

    @Test
    void where_the_database_is_gone_no_empty_one_is_begun_and_the_message_says_what_to_do() throws Exception {
        Files.delete(place.resolve("hub.db"));

        assertThatThrownBy(this::startNow)
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("is not there, or empty")
                .hasMessageContaining("scripts/hub restore");
        assertThat(place.resolve("hub.db")).doesNotExist();
    }

    @Test
    void an_empty_file_is_not_taken_for_a_hall_without_records() throws Exception {
        Files.write(place.resolve("hub.db"), new byte[0]);

        assertThatThrownBy(this::startNow).hasMessageContaining("none is begun in its place");
        assertThat(place.resolve("hub.db")).isEmptyFile();
    }

    @Test
    void garbage_is_left_as_it_is_and_the_message_says_what_to_do() throws Exception {
        String garbage = "this was the hall's book once. ".repeat(1_000);
        Files.writeString(place.resolve("hub.db"), garbage);

        assertThatThrownBy(this::startNow)
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("move it away, restore the newest backup (scripts/hub restore)");
        assertThat(place.resolve("hub.db")).content().isEqualTo(garbage);
    }

    private HubWiring startNow() throws Exception {
        return new HubStart(HubConfig.load(place), place, PAUSE).start();
    }

    private CompletableFuture<HubWiring> start() {
        CompletableFuture<HubWiring> started = new CompletableFuture<>();
        Thread.ofPlatform().name("start").start(() -> {
            try {
                started.complete(startNow());
            } catch (Exception e) {
                started.completeExceptionally(e);
            }
        });
        return started;
    }

    private String page(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
