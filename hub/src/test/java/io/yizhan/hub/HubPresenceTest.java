package io.yizhan.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.Topics;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.id.ConnectionId;
import io.yizhan.protocol.link.Broker;
import io.yizhan.protocol.link.LinkOwner;
import io.yizhan.protocol.link.LinkSettings;
import io.yizhan.protocol.link.Message;
import io.yizhan.protocol.link.MqttLink;
import io.yizhan.protocol.link.Received;
import io.yizhan.protocol.state.HubStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a hub says of itself in {@code all/hub}, as a terminal hears it. */
@ParameterizedClass
@EnumSource(Broker.Kind.class)
class HubPresenceTest {

    private static final String TOPIC = new Topics(WiredHub.HALL).all(Topics.All.HUB);

    @TempDir
    Path folder;

    private final Broker.Kind kind;
    private final Ear ear = new Ear();
    private Broker broker;
    private WiredHub hub;
    private MqttLink listener;

    HubPresenceTest(Broker.Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void a_hub_that_is_heard() throws Exception {
        broker = kind.open(folder);
        listener = MqttLink.open(
                LinkSettings.of(broker.host(), broker.port(), "reader-1", null, List.of(TOPIC)), ear, WiredHub.MACHINE);
        await().until(() -> listener.connection().isPresent());
        hub = new WiredHub(folder.resolve("hub.db"), broker);
        await().until(() -> !ear.heard.isEmpty());
    }

    @AfterEach
    void close() {
        hub.close();
        listener.close();
        broker.close();
    }

    @Test
    void its_birth_names_its_store_its_epoch_and_a_connection_of_its_own_each_time() {
        HubStatus birth = ear.heard.getFirst();
        assertThat(birth.online()).isTrue();
        assertThat(birth.store()).isEqualTo(hub.identity().store());
        assertThat(birth.epoch()).isEqualTo(1);

        hub.restart();

        await().until(() -> ear.newest().online() && !ear.newest().connection().equals(birth.connection()));
    }

    @Test
    void one_that_stops_cleanly_says_that_it_is_gone() {
        ConnectionId connection = ear.newest().connection();

        hub.close();

        await().until(() -> !ear.newest().online());
        assertThat(ear.newest().connection()).isEqualTo(connection);
        hub.start();
    }

    @Test
    void the_will_of_an_earlier_connection_that_comes_late_is_put_right() {
        HubStatus birth = ear.newest();
        HubStatus stale =
                new HubStatus(false, new ConnectionId(UUID.randomUUID().toString()), null, null, null, null);

        say(Json.write(stale));

        await().until(() -> ear.heard.size() == 3);
        assertThat(ear.heard.get(1)).isEqualTo(stale);
        assertThat(ear.newest().online()).isTrue();
        assertThat(ear.newest().connection()).isEqualTo(birth.connection());
    }

    @Test
    void what_stands_there_and_cannot_be_read_is_put_right_too() {
        say("{\"online\":".getBytes(UTF_8));

        await().until(() -> ear.heard.size() == 2);
        assertThat(ear.newest().online()).isTrue();
    }

    private void say(byte[] payload) {
        var _ = listener.publish(Message.retained(TOPIC, payload));
    }

    /** Hears what can be read. */
    private static final class Ear implements LinkOwner {

        final List<HubStatus> heard = new CopyOnWriteArrayList<>();

        HubStatus newest() {
            return heard.getLast();
        }

        @Override
        public Message will(ConnectionId connection) {
            return Message.of("gone", new byte[0]);
        }

        @Override
        public void connected(ConnectionId connection) {}

        @Override
        public void disconnected(String reason) {}

        @Override
        public void takenOver() {}

        @Override
        public void received(Received message) {
            try {
                heard.add(Json.read(message.payload(), HubStatus.class));
            } catch (UnreadableException onPurpose) {
                assertThat(new String(message.payload(), UTF_8)).isEqualTo("{\"online\":");
            }
        }
    }
}
