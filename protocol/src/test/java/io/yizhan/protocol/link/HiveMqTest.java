package io.yizhan.protocol.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a broker may say, and Mosquitto 2.0.11 never does. */
class HiveMqTest {

    @TempDir
    Path folder;

    private final AtomicInteger takenOver = new AtomicInteger();
    private final Recorder owner = new Recorder() {
        @Override
        public void takenOver() {
            takenOver.incrementAndGet();
        }
    };

    @Test
    void a_subscription_that_is_denied_is_told_with_its_topic_and_code() throws Exception {
        try (Broker broker = HiveMq.withRight(folder, "reader-1", "mine/#", "will/#");
                MqttLink link = open(broker, owner, "mine/#", "others/#")) {
            await().until(() -> !owner.reasons.isEmpty());

            assertThat(owner.reasons.getFirst())
                    .contains("refuses the subscription to others/# with code 135", "look at its access list");
            assertThat(link.connection()).isEmpty();
        }
    }

    @Test
    void a_publish_that_is_denied_ends_the_connection_and_that_is_told() throws Exception {
        try (Broker broker = HiveMq.withRight(folder, "reader-1", "mine/#", "will/#");
                MqttLink link = open(broker, owner, "mine/#")) {
            await().until(() -> !owner.connections.isEmpty());

            assertThat(outcome(link, "mine/x")).isEqualTo(new Published.Delivered(true));
            assertThat(outcome(link, "others/x")).isNotInstanceOf(Published.Delivered.class);

            await().until(() -> !owner.reasons.isEmpty());
            assertThat(owner.reasons.getFirst()).contains("may not publish", "code 135", "look at its access list");
        }
    }

    @Test
    void a_will_that_is_denied_is_a_device_that_is_not_admitted() throws Exception {
        try (Broker broker = HiveMq.withRight(folder, "reader-1", "mine/#");
                MqttLink link = open(broker, owner, "mine/#")) {
            await().until(() -> !owner.reasons.isEmpty());

            assertThat(owner.reasons.getFirst()).contains("does not admit \"reader-1\"");
            assertThat(link.connection()).isEmpty();
        }
    }

    @Test
    void a_session_that_another_takes_over_is_told_and_is_not_fought_for_within_30_s() throws Exception {
        try (Broker broker = HiveMq.open(folder);
                MqttLink first = open(broker, owner)) {
            await().until(() -> first.connection().isPresent());
            Recorder other = new Recorder();
            long takenNanos;
            try (MqttLink second = open(broker, other)) {
                await().until(() -> takenOver.get() == 1);
                takenNanos = System.nanoTime();

                await().during(Duration.ofSeconds(1))
                        .until(() -> first.connection().isEmpty()
                                && second.connection().isPresent());
                assertThat(owner.reasons).hasSize(1).first().asString().contains("taken over", "cloned");
                assertThat(other.reasons).isEmpty();
            }
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> first.connection().isPresent());
            assertThat(Duration.ofNanos(System.nanoTime() - takenNanos))
                    .isGreaterThan(Duration.ofMillis(29_800)); // noticed a moment before it was told
        }
    }

    private static MqttLink open(Broker broker, Recorder owner, String... subscriptions) {
        return MqttLink.open(
                LinkSettings.of(broker.host(), broker.port(), "reader-1", null, List.of(subscriptions)),
                owner,
                Recorder.CLOCK);
    }

    private static Published outcome(MqttLink link, String topic) throws Exception {
        return link.publish(Message.of(topic, "x".getBytes(UTF_8))).get(5, TimeUnit.SECONDS);
    }
}
