package io.yizhan.protocol.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MqttLinkTest {

    @TempDir
    Path folder;

    @Test
    void a_message_reaches_who_subscribes() throws Exception {
        Recorder owner = new Recorder();
        try (Broker broker = Broker.open(folder);
                MqttLink link = MqttLink.open(settings(broker, "reader-1", "a/#"), owner, Recorder.CLOCK)) {
            await().until(() -> link.connection().isPresent() && !owner.connections.isEmpty());

            assertThat(link.publish(message("a/b", "one")).get(5, TimeUnit.SECONDS))
                    .isEqualTo(new Published.Delivered(true));
            assertThat(link.publish(message("nobody/here", "two")).get(5, TimeUnit.SECONDS))
                    .isEqualTo(new Published.Delivered(false));
            await().untilAsserted(() -> assertThat(owner.heard()).containsExactly("a/b one"));
            assertThat(owner.messages.getFirst().arrivedMs()).isEqualTo(12_345);
        }
    }

    private static Message message(String topic, String text) {
        return Message.of(topic, text.getBytes(UTF_8));
    }

    private static LinkSettings settings(Broker broker, String client, String... subscriptions) {
        return LinkSettings.of(broker.host(), broker.port(), client, null, List.of(subscriptions));
    }
}
