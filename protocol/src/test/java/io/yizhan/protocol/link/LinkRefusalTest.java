package io.yizhan.protocol.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.protocol.id.ConnectionId;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a broker refuses, and what an owner does wrong. How each broker treats what an access list denies is told in
 * {@link MosquittoTest} and {@link HiveMqTest}.
 */
@ParameterizedClass
@EnumSource(Broker.Kind.class)
class LinkRefusalTest {

    @TempDir
    Path folder;

    private final Broker.Kind kind;
    private final Recorder owner = new Recorder();

    LinkRefusalTest(Broker.Kind kind) {
        this.kind = kind;
    }

    @Test
    void who_is_not_admitted_is_told_so() throws Exception {
        try (Broker broker = kind.admittingNobody(folder);
                MqttLink link = open(broker, owner)) {
            await().until(() -> !owner.reasons.isEmpty());

            assertThat(owner.reasons.getFirst())
                    .contains("does not admit \"reader-1\"", "not authorised", "paired with this hall");
            assertThat(link.connection()).isEmpty();
        }
    }

    @Test
    void a_port_that_asks_for_tls_is_told() throws Exception {
        TestAuthority hall = new TestAuthority(folder, "hall");
        try (Broker broker = kind.withTls(folder, hall.issue("broker"));
                MqttLink link = open(broker, owner)) {
            await().until(() -> !owner.reasons.isEmpty());

            assertThat(owner.reasons.getFirst()).contains("does it ask for TLS on this port?");
            assertThat(link.connection()).isEmpty();
        }
    }

    @Test
    void an_exception_in_received_is_logged_with_its_topic_and_the_next_message_comes() throws Exception {
        Recorder clumsy = new Recorder() {
            @Override
            public void received(Received message) {
                super.received(message);
                if (message.topic().equals("a/bad")) {
                    throw new IllegalStateException("on purpose");
                }
            }
        };
        try (Broker broker = kind.open(folder);
                MqttLink link = open(broker, clumsy, "a/#");
                Log log = new Log()) {
            await().until(() -> !clumsy.connections.isEmpty());
            outcome(link, "a/bad");
            outcome(link, "a/good");

            await().untilAsserted(() -> assertThat(clumsy.heard()).containsExactly("a/bad x", "a/good x"));
            assertThat(log.errors())
                    .singleElement()
                    .satisfies(error -> assertThat(error.getMessage()).contains("a/bad", "a bug"))
                    .satisfies(error -> assertThat(error.getThrown()).hasMessage("on purpose"));
            assertThat(clumsy.connections).hasSize(1);
        }
    }

    @Test
    void an_exception_in_connected_is_logged_and_the_link_tries_again() throws Exception {
        Recorder clumsy = new Recorder() {
            @Override
            public void connected(ConnectionId connection) {
                super.connected(connection);
                if (connections.size() == 1) {
                    throw new IllegalStateException("on purpose");
                }
            }
        };
        try (Broker broker = kind.open(folder);
                Log log = new Log();
                MqttLink link = open(broker, clumsy)) {
            await().until(() -> clumsy.connections.size() == 2);

            assertThat(log.errors())
                    .singleElement()
                    .satisfies(error -> assertThat(error.getThrown()).hasMessage("on purpose"));
            assertThat(link.connection()).contains(clumsy.connections.getLast());
        }
    }

    @Test
    void an_owner_may_publish_from_all_its_methods() throws Exception {
        CompletableFuture<MqttLink> opened = new CompletableFuture<>();
        Recorder busy = new Recorder() {
            @Override
            public void connected(ConnectionId connection) {
                super.connected(connection);
                opened.join().send(Message.of("a/birth", new byte[0]));
            }

            @Override
            public void received(Received message) {
                super.received(message);
                if (messages.size() < 1000) {
                    opened.join().send(Message.of("a/echo", new byte[0]));
                }
            }
        };
        try (Broker broker = kind.open(folder);
                MqttLink own = open(broker, busy, "a/#")) {
            opened.complete(own);

            await().until(() -> busy.messages.size() == 1000);
            assertThat(busy.heard()).startsWith("a/birth ");
            assertThat(busy.connections).hasSize(1);
        }
    }

    @Test
    void publishing_from_many_threads_loses_nothing() throws Exception {
        try (Broker broker = kind.open(folder);
                MqttLink link = open(broker, owner, "a/#")) {
            await().until(() -> !owner.connections.isEmpty());

            IntStream.range(0, 8)
                    .parallel()
                    .forEach(thread -> IntStream.range(0, 100)
                            .forEach(i -> link.publish(Message.of("a/" + thread, new byte[] {(byte) i}))
                                    .join()));

            await().until(() -> owner.messages.size() == 800);
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

    /** The errors that the link logs. */
    private static final class Log extends Handler implements AutoCloseable {

        private final Logger logger = Logger.getLogger(MqttLink.class.getName());
        private final ConcurrentLinkedQueue<LogRecord> records = new ConcurrentLinkedQueue<>();

        Log() {
            logger.addHandler(this);
        }

        List<LogRecord> errors() {
            return records.stream()
                    .filter(record -> record.getLevel().equals(Level.SEVERE))
                    .toList();
        }

        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
        }
    }
}
