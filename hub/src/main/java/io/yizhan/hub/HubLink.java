package io.yizhan.hub;

import io.yizhan.hub.book.Identity;
import io.yizhan.hub.follower.AckSender;
import io.yizhan.hub.follower.Follower;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.Topics;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.clock.MachineClock;
import io.yizhan.protocol.id.ConnectionId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.journal.Ack;
import io.yizhan.protocol.link.LinkOwner;
import io.yizhan.protocol.link.LinkSettings;
import io.yizhan.protocol.link.Message;
import io.yizhan.protocol.link.MqttLink;
import io.yizhan.protocol.link.Received;
import io.yizhan.protocol.link.TlsFiles;
import io.yizhan.protocol.state.HubStatus;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hub's connection to the broker: hands each message to the room whose it is, by its topic, and says whether the
 * hub is there. Everything here only enqueues.
 */
final class HubLink implements LinkOwner, AckSender, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HubLink.class);

    private final Topics topics;
    private final Identity identity;
    private final String version;
    private final MachineClock clock;
    private final ZoneId zone;
    private @Nullable Rooms rooms;
    private @Nullable MqttLink link;

    HubLink(Topics topics, Identity identity, String version, MachineClock clock, ZoneId zone) {
        this.topics = topics;
        this.identity = identity;
        this.version = version;
        this.clock = clock;
        this.zone = zone;
    }

    /** Who gets what arrives. */
    interface Rooms {

        Follower follower();

        /** A terminal's presence. */
        void status(DeviceId device, byte[] payload);

        void request(DeviceId device, Received request);

        void reply(DeviceId device, byte[] payload);

        /** A vault's ack. */
        void vault(DeviceId device, byte[] payload);

        /** The link is up: every state is to be published again. */
        void connected();
    }

    /** What the hub subscribes to. */
    static List<String> subscriptions(Topics topics) {
        return List.of(
                topics.everyUp(Topics.Up.JOURNAL),
                topics.everyUp(Topics.Up.STATUS),
                topics.everyUp(Topics.Up.REQUEST),
                topics.everyUp(Topics.Up.REPLY),
                topics.everyUp(Topics.Up.VAULT),
                topics.all(Topics.All.HUB));
    }

    synchronized void open(LinkSettings settings, Rooms rooms) {
        this.rooms = rooms;
        this.link = MqttLink.open(settings, this, clock);
    }

    /** Sends a message, if there is a connection; what is still true is said again at the next one. */
    void send(Message message) {
        MqttLink now = link();
        if (now != null) {
            var _ = now.publish(message);
        }
    }

    boolean up() {
        MqttLink now = link();
        return now != null && now.connection().isPresent();
    }

    @Override
    public void send(DeviceId device, Ack ack) {
        send(Message.of(topics.down(device, Topics.Down.ACK), Json.write(ack)));
    }

    @Override
    public Message will(ConnectionId connection) {
        HubStatus gone = new HubStatus(false, connection, null, null, null, null);
        return Message.retained(topics.all(Topics.All.HUB), Json.write(gone));
    }

    @Override
    public void connected(ConnectionId connection) {
        birth(connection);
        rooms().connected();
    }

    @Override
    public void disconnected(String reason) {
        // The link itself has told it.
    }

    @Override
    public void takenOver() {
        LOG.error("another program is connected to the broker as the hub: end it, two hubs cannot serve one hall");
    }

    @Override
    public void received(Received message) {
        if (message.topic().equals(topics.all(Topics.All.HUB))) {
            correctStaleStatus(message.payload());
            return;
        }
        Optional<Topics.Sender> sender = topics.sender(message.topic());
        if (sender.isEmpty()) {
            return;
        }
        DeviceId device = sender.get().device();
        switch (sender.get().channel()) {
            case JOURNAL -> rooms().follower().received(device, message.payload(), message.arrivedMs());
            case STATUS -> rooms().status(device, message.payload());
            case REQUEST -> rooms().request(device, message);
            case REPLY -> rooms().reply(device, message.payload());
            case VAULT -> rooms().vault(device, message.payload());
        }
    }

    /** Says that the hub is gone before it goes, because a clean goodbye has no will. */
    @Override
    public void close() {
        MqttLink now = link();
        if (now == null) {
            return;
        }
        now.connection().ifPresent(connection -> send(will(connection)));
        now.close();
    }

    private synchronized @Nullable MqttLink link() {
        return link;
    }

    private synchronized Rooms rooms() {
        if (rooms == null) {
            throw new IllegalStateException("a message came before the link was opened");
        }
        return rooms;
    }

    private void birth(ConnectionId connection) {
        Instant now = Instant.ofEpochMilli(clock.wallMs());
        HubStatus here = new HubStatus(
                true, connection, now.atZone(zone).toOffsetDateTime(), version, identity.store(), identity.epoch());
        send(Message.retained(topics.all(Topics.All.HUB), Json.write(here)));
    }

    /** A will of an earlier connection can arrive after the newest birth: then the birth is said again. */
    private void correctStaleStatus(byte[] payload) {
        MqttLink now = link();
        Optional<ConnectionId> mine = now == null ? Optional.empty() : now.connection();
        if (mine.isEmpty()) {
            return;
        }
        try {
            HubStatus said = Json.read(payload, HubStatus.class);
            if (!said.online() && !said.connection().equals(mine.get())) {
                birth(mine.get());
            }
        } catch (UnreadableException e) {
            LOG.warn("what stands in {} is not the hub's status: {}", topics.all(Topics.All.HUB), e.getMessage());
            birth(mine.get());
        }
    }

    /** The usual settings of the hub's link. */
    static LinkSettings settings(HubConfig config, Topics topics) {
        TlsFiles tls = new TlsFiles(
                config.mqtt().ca(), config.mqtt().certificate(), config.mqtt().key());
        return LinkSettings.of(
                config.mqtt().host(), config.mqtt().port(), DeviceId.HUB.text(), tls, subscriptions(topics));
    }
}
