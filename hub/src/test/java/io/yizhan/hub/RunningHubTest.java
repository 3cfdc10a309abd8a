package io.yizhan.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.yizhan.hub.cli.HallFolder;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.link.FreePort;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands while the hub runs: it is asked, and its sentence is what is said. */
class RunningHubTest {

    @TempDir
    Path folder;

    private int port;
    private HubWiring hub;
    private String said = "";

    @BeforeEach
    void a_hall_whose_hub_runs() throws Exception {
        port = FreePort.next();
        assertThat(give("init", "--mqtt-port", "" + FreePort.next(), "--http-port", "" + port))
                .isZero();
        hub = new HubStart(HubConfig.load(folder), folder, Duration.ofMillis(200)).start();
    }

    @AfterEach
    void end() {
        hub.close();
    }

    @Test
    void a_device_comes_and_goes() {
        assertThat(add("pi-1", "reader")).as(said).isZero();
        assertThat(remove("pi-1")).as(said).isZero();
    }

    @Test
    void a_device_that_the_hub_has_taken_out_already_is_still_shut_out_of_the_broker_while_it_runs() throws Exception {
        add("pi-1", "reader");
        takenOutAtTheHubAlone("pi-1");

        assertThat(remove("pi-1")).as(said).isZero();

        assertThat(said).contains("It was out of the hall already");
        assertThat(list()).contains("user pi-1\n");
    }

    @Test
    void and_while_it_does_not_run_as_often_as_the_command_is_given() throws Exception {
        add("pi-1", "reader");
        takenOutAtTheHubAlone("pi-1");
        hub.close();

        assertThat(remove("pi-1")).as(said).isZero();
        String refusing = list();
        assertThat(remove("pi-1")).as(said).isZero();

        assertThat(said).contains("It was out of the hall already");
        assertThat(list()).isEqualTo(refusing).contains("user pi-1\n");
        assertThat(remove("stranger")).isEqualTo(1);
        assertThat(said).startsWith("device stranger is not in the hall");
        assertThat(list()).isEqualTo(refusing);
    }

    @Test
    void what_it_does_not_do_is_named_and_why_it_does_not_in_its_own_sentence() {
        assertThat(remove("pi-1")).isEqualTo(1);
        assertThat(said)
                .isEqualToIgnoringNewLines("The running hub does not take pi-1 out: device pi-1 is not in the hall:"
                        + " look at the list of devices");

        add("pi-1", "counter:3");
        assertThat(add("pi-2", "counter:3")).isEqualTo(1);
        assertThat(said).startsWith("The running hub does not let pi-2 in: counter 3 is at device pi-1");
        assertThat(said).doesNotContain("{", "conflict");
    }

    @Test
    void what_is_no_hub_s_answer_is_said_with_its_status() throws Exception {
        hub.close();
        var other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        other.createContext("/", exchange -> {
            byte[] page = "<h1>no</h1>".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(502, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        other.start();
        try (HubLock _ = HubLock.take(folder.resolve("hub.db")).orElseThrow()) {
            assertThat(remove("pi-1")).isEqualTo(1);
        } finally {
            other.stop(0);
        }

        assertThat(said)
                .contains("status 502 without a reason from http://127.0.0.1:" + port, "is it this hall's hub")
                .doesNotContain("<h1>");
    }

    /** As by a program, and by a command that was killed before it came to the broker's list. */
    private void takenOutAtTheHubAlone(String id) throws Exception {
        String open = list();
        new HallAdmission(new SecureRandom()).remove(new HallFolder(folder), new DeviceId(id), "sold", false);
        assertThat(list()).isEqualTo(open);
    }

    private String list() throws IOException {
        return Files.readString(folder.resolve("mosquitto.acl"));
    }

    private int add(String id, String stations) {
        return give("device", "add", id, "--stations", stations);
    }

    private int remove(String id) {
        return give("device", "remove", id, "--reason", "sold");
    }

    private int give(String... words) {
        HallAdmission admission = new HallAdmission(new SecureRandom());
        StringWriter out = new StringWriter();
        String[] whole = Arrays.copyOf(words, words.length + 2);
        whole[words.length] = "--data";
        whole[words.length + 1] = folder.toString();
        int code = HubMain.commands(Clock.systemUTC(), new SecureRandom(), admission, admission)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(whole);
        said = out.toString();
        return code;
    }
}
