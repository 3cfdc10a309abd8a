package io.yizhan.protocol.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Where the settings lead to no broker at all, the link says what it found instead. */
class NoBrokerTest {

    private final Recorder owner = new Recorder();

    @Test
    void a_port_where_nobody_listens_is_told() throws Exception {
        int port = FreePort.next();

        try (MqttLink link = open("127.0.0.1", port)) {
            await().until(() -> !owner.reasons.isEmpty());
            assertThat(owner.reasons.getFirst()).contains("127.0.0.1:" + port + " refuses the connection");
            assertThat(link.publish(Message.of("x", new byte[0])).get(5, TimeUnit.SECONDS))
                    .isInstanceOf(Published.Failed.class);
        }
    }

    @Test
    void a_host_that_nobody_knows_is_told() {
        String tooLongForDns = "x".repeat(64) + ".invalid"; // refused before anybody is asked

        try (MqttLink link = open(tooLongForDns, 1883)) {
            await().until(() -> !owner.reasons.isEmpty());
            assertThat(owner.reasons.getFirst()).contains("nobody knows the host \"" + tooLongForDns);
            assertThat(link.connection()).isEmpty();
        }
    }

    @Test
    void a_port_that_takes_connections_and_never_answers_is_told() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                MqttLink link = open("127.0.0.1", silent.getLocalPort())) {
            await().until(() -> !owner.reasons.isEmpty());
            assertThat(owner.reasons.getFirst()).contains("does not answer: is it an MQTT broker");
            assertThat(link.connection()).isEmpty();
        }
    }

    private MqttLink open(String host, int port) {
        return MqttLink.open(LinkSettings.of(host, port, "reader-1", null, List.of()), owner, Recorder.CLOCK);
    }
}
