package io.yizhan.protocol.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a hall's access list builds on, and only Mosquitto's settings say: no other broker is asked. */
class MosquittoTest {

    @TempDir
    Path folder;

    @Test
    void a_certificates_common_name_is_the_user_name() throws Exception {
        TestAuthority hall = new TestAuthority(folder, "hall");
        Recorder owner = new Recorder();
        try (Mosquitto broker = Mosquitto.withTls(folder, hall.issue("broker"));
                MqttLink link = MqttLink.open(
                        LinkSettings.of(broker.host(), broker.port(), "another", hall.issue("reader-1"), List.of("a")),
                        owner,
                        Recorder.CLOCK)) {
            await().until(() -> !owner.connections.isEmpty());

            assertThat(outcome(link, "a")).isInstanceOf(Published.Delivered.class);
            assertThat(broker.log()).contains("u'reader-1'").doesNotContain("u'another'");
        }
    }

    @Test
    void what_the_access_list_denies_is_refused_with_its_code_and_the_connection_stays() throws Exception {
        Recorder owner = new Recorder();
        try (Mosquitto broker = Mosquitto.withAccessList(folder, "user reader-1", "topic readwrite mine/#");
                MqttLink link = open(broker, "reader-1", owner, "mine/#")) {
            await().until(() -> !owner.connections.isEmpty());

            assertThat(outcome(link, "others/x")).isEqualTo(new Published.Refused(135));
            assertThat(outcome(link, "mine/x")).isEqualTo(new Published.Delivered(true));
            assertThat(owner.reasons).isEmpty();
        }
    }

    /** Another broker says so, and the link with it: {@link HiveMqTest}. */
    @Test
    void a_subscription_that_the_access_list_denies_looks_granted_and_is_silent() throws Exception {
        Recorder reader = new Recorder();
        Recorder other = new Recorder();
        try (Mosquitto broker = Mosquitto.withAccessList(
                        folder, "user reader-1", "topic readwrite mine/#", "user hub", "topic write #");
                MqttLink link = open(broker, "reader-1", reader, "others/#", "mine/#");
                MqttLink hub = open(broker, "hub", other)) {
            await().until(() -> !reader.connections.isEmpty() && !other.connections.isEmpty());

            assertThat(outcome(hub, "others/x")).isInstanceOf(Published.Delivered.class);
            assertThat(outcome(hub, "mine/x")).isEqualTo(new Published.Delivered(true));

            await().untilAsserted(() -> assertThat(reader.heard()).containsExactly("mine/x x"));
            assertThat(link.connection()).isPresent();
        }
    }

    private static MqttLink open(Mosquitto broker, String client, Recorder owner, String... subscriptions) {
        return MqttLink.open(
                LinkSettings.of(broker.host(), broker.port(), client, null, List.of(subscriptions)),
                owner,
                Recorder.CLOCK);
    }

    private static Published outcome(MqttLink link, String topic) throws Exception {
        return link.publish(Message.of(topic, "x".getBytes(UTF_8))).get(5, TimeUnit.SECONDS);
    }
}
