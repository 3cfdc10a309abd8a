package io.yizhan.protocol.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** At most 15 messages are without a receipt; each receipt lets one more go. */
class InFlightTest {

    private static final int MORE = 5;

    @Test
    void the_16th_message_waits_for_the_receipt_of_the_first() throws Exception {
        Recorder owner = new Recorder();
        try (MuteBroker broker = new MuteBroker();
                MqttLink link = MqttLink.open(
                        LinkSettings.of("127.0.0.1", broker.port(), "reader-1", null, List.of()),
                        owner,
                        Recorder.CLOCK)) {
            await().until(() -> !owner.connections.isEmpty());

            List<CompletableFuture<Published>> sent = IntStream.range(0, MqttLink.IN_FLIGHT_MAX + MORE)
                    .mapToObj(i -> link.publish(Message.of("journal", "x".getBytes(UTF_8))))
                    .toList();

            await().until(() -> broker.published() == 15);
            await().during(Duration.ofMillis(500)).until(() -> broker.published() == 15);
            for (int receipts = 1; receipts <= MORE; receipts++) {
                broker.acknowledgeOne();
                int all = 15 + receipts;
                await().until(() -> broker.published() == all);
            }
            assertThat(sent.stream().filter(CompletableFuture::isDone)).hasSize(MORE);
        }
    }
}
