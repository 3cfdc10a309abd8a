package io.yizhan.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.yizhan.hub.cli.HallFolder;
import io.yizhan.protocol.link.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker's settings and access list as {@code hub init} writes them, on a real Mosquitto. */
class BrokerAccessTest {

    private static final String ROOT = "yizhan/1/east/";
    private static final int NOT_AUTHORIZED = 135;
    private static final int STATE_BYTES_MAX = 512 * 1024;

    @TempDir
    private static Path folder;

    private static final Commands COMMANDS = new Commands();
    private static @Nullable Process broker;
    private static int port;

    @BeforeAll
    static void a_hall_with_two_devices_and_its_broker() throws IOException {
        port = FreePort.next();
        give("init", "--data", hall().toString(), "--hall", "east", "--mqtt-port", "" + port);
        give("device", "add", "pi-1", "--stations", "reader", "--data", hall().toString());
        give("device", "add", "pi-2", "--stations", "counter:2", "--data", hall().toString());
        give("init", "--data", folder.resolve("west").toString());
        Path log = folder.resolve("mosquitto.log");
        broker = new ProcessBuilder("mosquitto", "-c", hall().brokerSettings().toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        await().alias("Mosquitto listens; its log: " + log).until(() -> RealHall.listens(port));
    }

    @AfterAll
    static void end_the_broker() throws InterruptedException {
        if (broker != null) {
            broker.destroy();
            broker.waitFor(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_device_writes_below_its_own_up_and_the_hub_hears_it() throws Exception {
        try (WireClient hub = hub();
                WireClient pi = device("pi-1")) {
            hub.listen(ROOT + "+/up/journal");

            assertThat(pi.say(ROOT + "pi-1/up/journal", "a batch")).isZero();

            await().until(() -> hub.heard.contains(ROOT + "pi-1/up/journal a batch"));
        }
    }

    @Test
    void the_cipher_is_the_one_that_is_fast_without_aes_instructions() throws Exception {
        try (SSLSocket socket =
                (SSLSocket) WireClient.sockets(ca(), bundle("pi-1").resolve("device"))
                        .createSocket(InetAddress.getLoopbackAddress(), port)) {
            socket.startHandshake();

            assertThat(socket.getSession().getCipherSuite()).isEqualTo("TLS_CHACHA20_POLY1305_SHA256");
        }
    }

    @Test
    void a_device_can_write_nothing_else() throws Exception {
        try (WireClient pi = device("pi-1")) {
            for (String topic : List.of(
                    ROOT + "pi-2/up/journal",
                    ROOT + "pi-1/down/ack",
                    ROOT + "pi-2/down/command",
                    ROOT + "all/hub",
                    ROOT + "hub/up/journal",
                    "yizhan/1/west/pi-1/up/journal",
                    "anything")) {
                assertThat(pi.say(topic, "x")).as(topic).isEqualTo(NOT_AUTHORIZED);
            }
        }
    }

    @Test
    void a_device_hears_its_own_down_and_what_all_are_told_and_not_another_s() throws Exception {
        try (WireClient hub = hub();
                WireClient pi = device("pi-1")) {
            pi.listen("#");
            pi.listen(ROOT + "+/down/#");

            assertThat(hub.say(ROOT + "pi-2/down/config", "for pi-2")).isLessThan(128);
            assertThat(hub.say(ROOT + "pi-1/down/config", "for pi-1")).isLessThan(128);
            assertThat(hub.say(ROOT + "all/queue", "for all")).isLessThan(128);

            await().until(() -> pi.heard.contains(ROOT + "all/queue for all"));
            assertThat(pi.heard).contains(ROOT + "pi-1/down/config for pi-1");
            assertThat(pi.heard).noneMatch(message -> message.contains("pi-2"));
        }
    }

    @Test
    void a_device_hears_its_own_status_so_that_it_notices_a_second_of_its_name() throws Exception {
        try (WireClient pi = device("pi-1");
                WireClient other = device("pi-2")) {
            pi.listen(ROOT + "+/up/status");

            other.say(ROOT + "pi-2/up/status", "of pi-2");
            pi.say(ROOT + "pi-1/up/status", "of pi-1");

            await().until(() -> pi.heard.equals(List.of(ROOT + "pi-1/up/status of pi-1")));
        }
    }

    @Test
    void the_hub_cannot_speak_as_a_device() throws Exception {
        try (WireClient hub = hub()) {
            assertThat(hub.say(ROOT + "pi-1/up/journal", "x")).isEqualTo(NOT_AUTHORIZED);
        }
    }

    @Test
    void a_device_that_names_itself_hub_does_not_take_the_hub_s_session() throws Exception {
        try (WireClient hub = hub();
                WireClient pi =
                        WireClient.connect(port, "hub", ca(), bundle("pi-1").resolve("device"))) {
            hub.listen(ROOT + "pi-1/up/status");

            pi.say(ROOT + "pi-1/up/status", "here");

            await().until(() -> !hub.heard.isEmpty());
            assertThat(hub.isConnected()).isTrue();
        }
    }

    @Test
    void a_second_connection_with_the_same_certificate_takes_over_the_first() throws Exception {
        try (WireClient first = device("pi-1");
                WireClient second =
                        WireClient.connect(port, "another", ca(), bundle("pi-1").resolve("device"))) {
            await().until(() -> !first.isConnected());
            assertThat(second.isConnected()).isTrue();
        }
    }

    @Test
    void without_a_certificate_of_this_hall_nobody_gets_in() {
        HallFolder west = new HallFolder(folder.resolve("west"));

        assertThatThrownBy(() -> WireClient.connect(port, "pi-1", ca(), null)).isInstanceOf(MqttException.class);
        assertThatThrownBy(() -> WireClient.connect(
                        port, "hub", ca(), west.certificates().resolve("hub")))
                .isInstanceOf(MqttException.class);
    }

    @Test
    void the_broker_s_own_certificate_is_no_client_s() {
        assertThatThrownBy(() -> WireClient.connect(
                        port, "broker", ca(), hall().certificates().resolve("broker")))
                .isInstanceOf(MqttException.class);
    }

    @Test
    void a_device_knows_the_hall_s_broker_from_another() {
        Path other = folder.resolve("west/pki/ca.crt");

        assertThatThrownBy(() ->
                        WireClient.connect(port, "pi-1", other, bundle("pi-1").resolve("device")))
                .isInstanceOf(MqttException.class)
                .hasRootCauseInstanceOf(java.security.cert.CertPathBuilderException.class);
    }

    @Test
    void the_largest_state_passes_and_twice_that_is_refused() throws Exception {
        try (WireClient hub = hub()) {
            assertThat(hub.say(ROOT + "all/queue", new byte[STATE_BYTES_MAX])).isLessThan(128);
            assertThatThrownBy(() -> hub.say(ROOT + "all/queue", new byte[2 * STATE_BYTES_MAX]))
                    .isInstanceOf(MqttException.class);
        }
    }

    @Test
    void the_command_of_a_bundle_s_readme_ships_its_hello_and_shows_the_answer() throws Exception {
        String readme = Files.readString(bundle("pi-2").resolve("README.txt"));
        String command = readme.substring(readme.indexOf("mosquitto_rr "), readme.indexOf("\n\"\n") + 2);
        Path answer = folder.resolve("answer");
        try (WireClient hub = hub()) {
            hub.listen(ROOT + "pi-2/up/journal");
            Process asking = new ProcessBuilder("sh", "-c", "exec " + command)
                    .directory(bundle("pi-2").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(answer.toFile())
                    .start();
            await().until(() -> !hub.heard.isEmpty());
            hub.say(ROOT + "pi-2/down/ack", "{\"verdict\":\"repeat\"}");

            assertThat(asking.waitFor(5, TimeUnit.SECONDS)).isTrue();
            assertThat(answer).hasContent("{\"verdict\":\"repeat\"}");
            assertThat(hub.heard.getFirst())
                    .endsWith(" " + Files.readString(bundle("pi-2").resolve("hello.batch")));
        }
    }

    @Test
    void a_device_that_was_removed_says_and_hears_nothing_though_it_is_connected_and_the_others_go_on()
            throws Exception {
        give("device", "add", "pi-3", "--stations", "reader", "--data", hall().toString());
        try (WireClient hub = hub();
                WireClient gone = device("pi-3");
                WireClient stays = device("pi-1")) {
            hub.listen(ROOT + "+/up/journal");
            gone.listen(ROOT + "pi-3/down/#");
            stays.listen(ROOT + "all/#");
            gone.listen(ROOT + "all/#");
            assertThat(gone.say(ROOT + "pi-3/up/journal", "a batch")).isZero();

            give("device", "remove", "pi-3", "--reason", "sold", "--data", hall().toString());
            readsItsListAgain();

            await().until(() -> gone.say(ROOT + "pi-3/up/journal", "another") == NOT_AUTHORIZED);
            int before = gone.heard.size();
            hub.say(ROOT + "pi-3/down/config", "for pi-3");
            hub.say(ROOT + "all/queue", "for who is here");
            await().until(() -> stays.heard.contains(ROOT + "all/queue for who is here"));
            assertThat(stays.say(ROOT + "pi-1/up/journal", "a batch")).isZero();
            assertThat(gone.heard).hasSize(before);
        }
    }

    private static void readsItsListAgain() throws Exception {
        assertThat(new ProcessBuilder(
                                "kill",
                                "-HUP",
                                "" + Objects.requireNonNull(broker).pid())
                        .start()
                        .waitFor())
                .isZero();
    }

    private static WireClient hub() throws Exception {
        return WireClient.connect(port, "hub", ca(), hall().certificates().resolve("hub"));
    }

    private static WireClient device(String id) throws Exception {
        return WireClient.connect(port, id, ca(), bundle(id).resolve("device"));
    }

    private static HallFolder hall() {
        return new HallFolder(folder.resolve("east"));
    }

    private static Path bundle(String device) {
        return hall().bundle(device);
    }

    private static Path ca() {
        return hall().certificates().resolve("ca.crt");
    }

    private static void give(String... command) {
        assertThat(COMMANDS.give(command)).as(COMMANDS.complained()).isZero();
    }
}
