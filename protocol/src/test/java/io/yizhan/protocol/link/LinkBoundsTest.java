package io.yizhan.protocol.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.clock.MachineClock;
import io.yizhan.protocol.id.BootId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the link does at its limits: a broker that hangs, an owner that does, and too much at once. */
@ParameterizedClass
@EnumSource(Broker.Kind.class)
class LinkBoundsTest {

    @TempDir
    Path folder;

    private final Broker.Kind kind;
    private final Recorder owner = new Recorder();
    private final List<MqttLink> links = new ArrayList<>();
    private Broker broker;

    LinkBoundsTest(Broker.Kind kind) {
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
    void who_gives_up_waiting_for_a_receipt_keeps_no_place() throws Exception {
        MqttLink link = up(owner, "reader-1");
        broker.freeze();
        IntStream.range(0, MqttLink.IN_FLIGHT_MAX + MqttLink.WAITING_MAX)
                .forEach(i -> link.publish(message("journal", "x")).cancel(false));
        broker.thaw();

        await().untilAsserted(() ->
                assertThat(outcome(link, message("journal", "y"))).isInstanceOf(Published.Delivered.class));
    }

    @Test
    void an_end_while_the_broker_hangs_is_bounded() throws Exception {
        MqttLink link = up(owner, "reader-1");
        broker.freeze();
        CompletableFuture<Published> stuck = link.publish(message("status", "offline"));

        long start = System.nanoTime();
        link.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
        assertThat(stuck.get(1, TimeUnit.SECONDS)).isInstanceOf(Published.Failed.class);
        broker.thaw();
    }

    @Test
    void a_broker_that_hangs_is_noticed_by_the_keep_alive() throws Exception {
        LinkSettings attentive = new LinkSettings(
                broker.host(),
                broker.port(),
                "reader-1",
                null,
                List.of(),
                Duration.ofSeconds(1),
                Duration.ofMillis(50),
                Duration.ofMillis(100));
        MqttLink link = MqttLink.open(attentive, owner, Recorder.CLOCK);
        links.add(link);
        await().until(() -> !owner.connections.isEmpty());
        broker.freeze();
        CompletableFuture<Published> stuck = link.publish(message("status", "online"));

        await().until(() -> !owner.reasons.isEmpty());
        assertThat(stuck.get(1, TimeUnit.SECONDS)).isInstanceOf(Published.Failed.class);
        broker.thaw();
        await().until(() -> owner.connections.size() == 2);
    }

    @Test
    void when_the_broker_is_slow_as_many_messages_wait_as_may_and_the_next_fails_at_once() throws Exception {
        Recorder hub = new Recorder();
        up(hub, "hub", "journal");
        MqttLink link = up(owner, "reader-1");
        int limit = MqttLink.IN_FLIGHT_MAX + MqttLink.WAITING_MAX;

        broker.freeze();
        List<CompletableFuture<Published>> sent = IntStream.range(0, limit)
                .mapToObj(i -> link.publish(message("journal", Integer.toString(i))))
                .toList();
        CompletableFuture<Published> tooMany = link.publish(message("journal", "too many"));

        assertThat(tooMany).isCompletedWithValueMatching(outcome -> outcome instanceof Published.Failed);
        assertThat(sent).noneMatch(CompletableFuture::isDone);
        broker.thaw();
        await().until(() -> hub.messages.size() == limit);
        assertThat(hub.heard())
                .containsExactlyElementsOf(
                        IntStream.range(0, limit).mapToObj(i -> "journal " + i).toList());
    }

    @Test
    void an_owner_that_takes_nothing_loses_its_connection_and_not_its_messages_unseen() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        Recorder slow = new Recorder() {
            @Override
            public void received(Received message) {
                super.received(message);
                awaitQuietly(stuck);
            }
        };
        AtomicInteger arrived = new AtomicInteger(); // each is stamped in the callback
        links.add(MqttLink.open(
                LinkSettings.of(broker.host(), broker.port(), "hub", null, List.of("journal")),
                slow,
                stampedBy(arrived)));
        await().until(() -> !slow.connections.isEmpty());
        MqttLink link = up(owner, "reader-1");

        for (int i = 0; i < PahoConnection.ARRIVED_MAX + 10; i++) {
            outcome(link, message("journal", "x"));
        }
        await().until(() -> arrived.get() > PahoConnection.ARRIVED_MAX);
        stuck.countDown();

        await().until(() -> slow.connections.size() == 2);
        assertThat(slow.reasons).hasSize(1).first().asString().contains("too slow or stuck");
    }

    private static MachineClock stampedBy(AtomicInteger arrived) {
        return new MachineClock() {
            @Override
            public BootId boot() {
                return Recorder.CLOCK.boot();
            }

            @Override
            public long upMs() {
                arrived.incrementAndGet();
                return Recorder.CLOCK.upMs();
            }

            @Override
            public long wallMs() {
                return Recorder.CLOCK.wallMs();
            }

            @Override
            public ClockTrust trust() {
                return Recorder.CLOCK.trust();
            }
        };
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

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
