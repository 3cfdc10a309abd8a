package io.yizhan.protocol.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.protocol.id.ConnectionId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Broker.Kind.class)
class MqttLinkTest {

    private static final String UUID = "00000000-0000-4000-8000-0000000000c1";

    @TempDir
    Path folder;

    private final Broker.Kind kind;
    private final Recorder owner = new Recorder();
    private final List<MqttLink> links = new ArrayList<>();
    private Broker broker;

    MqttLinkTest(Broker.Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() throws Exception {
        broker = kind.open(folder);
    }

    @AfterEach
    void close() {
        links.forEach(MqttLink::close);
        broker.close();
    }

    @Test
    void a_message_reaches_who_subscribes_and_the_sender_hears_whether_anybody_does() throws Exception {
        MqttLink link = up(owner, "reader-1", "a/#");

        assertThat(outcome(link, message("a/b", "one"))).isEqualTo(new Published.Delivered(true));
        assertThat(outcome(link, message("nobody/here", "two"))).isEqualTo(new Published.Delivered(false));
        await().untilAsserted(() -> assertThat(owner.heard()).containsExactly("a/b one"));
        assertThat(owner.messages.getFirst().arrivedMs()).isEqualTo(Recorder.CLOCK.upMs());
    }

    @Test
    void correlation_and_expiry_travel_with_a_message() throws Exception {
        MqttLink link = up(owner, "reader-1", "a/#");

        outcome(link, Message.expiring("a/request", new byte[0], UUID, Duration.ofSeconds(5)));
        outcome(link, message("a/plain", ""));

        await().until(() -> owner.messages.size() == 2);
        assertThat(owner.messages.getFirst().correlation()).isEqualTo(UUID);
        assertThat(owner.messages.getFirst().expiry()).isEqualTo(Duration.ofSeconds(5));
        assertThat(owner.messages.getLast().correlation()).isNull();
        assertThat(owner.messages.getLast().expiry()).isNull();
    }

    @Test
    void after_the_broker_was_killed_the_link_is_a_new_connection_that_hears_again() throws Exception {
        MqttLink link = up(owner, "reader-1", "a/#");

        broker.kill();
        await().until(() -> owner.reasons.size() == 1);
        assertThat(outcome(link, message("a/b", "lost"))).isInstanceOf(Published.Failed.class);
        broker.start();
        await().until(() -> owner.connections.size() == 2);
        outcome(link, message("a/b", "heard"));

        await().untilAsserted(() -> assertThat(owner.heard()).containsExactly("a/b heard"));
        assertThat(owner.connections).doesNotHaveDuplicates();
    }

    @Test
    void what_is_retained_comes_again_with_each_connection() throws Exception {
        MqttLink hub = up(new Recorder(), "hub");
        outcome(hub, Message.retained("all/queue", "12".getBytes(UTF_8)));

        MqttLink link = up(owner, "board-1", "all/#");
        await().until(() -> owner.messages.size() == 1);
        link.pause(Duration.ofMillis(1));

        await().untilAsserted(() -> assertThat(owner.heard()).containsExactly("all/queue 12", "all/queue 12"));
        assertThat(owner.messages).allMatch(Received::retained);
    }

    @Test
    void a_reason_that_stays_is_told_once_however_often_the_link_tries() throws Exception {
        broker.kill();
        LinkSettings hasty = new LinkSettings(
                broker.host(),
                broker.port(),
                "reader-1",
                null,
                List.of(),
                Duration.ofSeconds(5),
                Duration.ofMillis(1),
                Duration.ofMillis(2));
        AtomicInteger tries = new AtomicInteger();
        Recorder counting = new Recorder() {
            @Override
            public Message will(ConnectionId connection) {
                tries.incrementAndGet();
                return super.will(connection);
            }
        };
        links.add(MqttLink.open(hasty, counting, Recorder.CLOCK));

        await().until(() -> tries.get() > 10);
        assertThat(counting.reasons).hasSize(1).first().asString().contains("does the broker run there");
    }

    @Test
    void a_connection_that_ends_without_a_goodbye_leaves_its_will() throws Exception {
        Recorder hub = new Recorder();
        up(hub, "hub", "will/#");
        MqttLink link = up(owner, "reader-1");

        link.pause(Duration.ofMinutes(1));

        await().untilAsserted(() ->
                assertThat(hub.heard()).containsExactly("will/of/reader " + owner.connections.getFirst()));
        assertThat(link.connection()).isEmpty();
    }

    @Test
    void a_clean_end_sends_what_waits_and_leaves_no_will() throws Exception {
        Recorder hub = new Recorder();
        up(hub, "hub", "will/#", "status");
        MqttLink link = up(owner, "reader-1");

        List<CompletableFuture<Published>> sent = IntStream.range(0, 100)
                .mapToObj(i -> link.publish(message("status", "offline " + i)))
                .toList();
        link.close();

        assertThat(sent).allSatisfy(outcome -> assertThat(outcome).isCompletedWithValue(new Published.Delivered(true)));
        await().until(() -> hub.messages.size() >= 100);
        outcome(
                up(new Recorder(), "reader-1"),
                message("status", "next")); // takes the session, so a will is said first
        await().until(() -> hub.heard().contains("status next"));
        assertThat(hub.heard()).hasSize(101).noneMatch(heard -> heard.startsWith("will"));
        assertThat(outcome(link, message("status", "late"))).isInstanceOf(Published.Failed.class);
    }

    @Test
    void a_round_trip_does_not_wait_for_delayed_acknowledgements() throws Exception {
        BlockingQueue<Received> answers = new LinkedBlockingQueue<>();
        CompletableFuture<MqttLink> hub = new CompletableFuture<>();
        Recorder echo = new Recorder() {
            @Override
            public void received(Received message) {
                hub.join().send(Message.of("response", message.payload()));
            }
        };
        hub.complete(up(echo, "hub", "request"));
        Recorder asking = new Recorder() {
            @Override
            public void received(Received message) {
                answers.add(message);
            }
        };
        MqttLink link = up(asking, "counter-1", "response");

        List<Long> tripsMs = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            long start = System.nanoTime();
            link.send(message("request", "next " + i));
            assertThat(answers.poll(5, TimeUnit.SECONDS)).isNotNull();
            tripsMs.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        }

        assertThat(tripsMs.stream().sorted().toList().get(tripsMs.size() / 2))
                .as("median of %s; Nagle's algorithm makes it 88", tripsMs)
                .isLessThan(30);
    }

    @Test
    void a_session_that_another_takes_over_is_not_fought_for() throws Exception {
        LinkSettings hasty = new LinkSettings(
                broker.host(),
                broker.port(),
                "reader-1",
                null,
                List.of(),
                Duration.ofSeconds(5),
                Duration.ofMillis(50),
                Duration.ofMillis(100));
        MqttLink first = MqttLink.open(hasty, owner, Recorder.CLOCK);
        links.add(first);
        await().until(() -> first.connection().isPresent());

        MqttLink second = up(new Recorder(), "reader-1");
        await().until(() -> !owner.reasons.isEmpty());
        first.pause(Duration.ofMinutes(1)); // its owner saw a foreign connection on its status

        await().during(Duration.ofSeconds(1)).until(() -> first.connection().isEmpty());
        await().until(() -> second.connection().isPresent());
    }

    private MqttLink up(Recorder owner, String client, String... subscriptions) {
        MqttLink link = MqttLink.open(
                LinkSettings.of(broker.host(), broker.port(), client, null, List.of(subscriptions)),
                owner,
                Recorder.CLOCK);
        links.add(link);
        await().until(() -> !owner.connections.isEmpty());
        return link;
    }

    private static Message message(String topic, String text) {
        return Message.of(topic, text.getBytes(UTF_8));
    }

    private static Published outcome(MqttLink link, Message message) throws Exception {
        return link.publish(message).get(5, TimeUnit.SECONDS);
    }
}
