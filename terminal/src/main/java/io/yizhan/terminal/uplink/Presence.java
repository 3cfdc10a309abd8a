package io.yizhan.terminal.uplink;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.Topics;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.id.ConnectionId;
import io.yizhan.protocol.link.Message;
import io.yizhan.protocol.link.Received;
import io.yizhan.protocol.state.DeviceStatus;
import io.yizhan.protocol.state.DeviceStatus.JournalStatus;
import io.yizhan.protocol.state.DeviceStatus.StationStatus;
import io.yizhan.terminal.clock.HallClock;
import io.yizhan.terminal.journal.Journal;
import io.yizhan.terminal.journal.JournalException;
import io.yizhan.terminal.journal.Note;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This terminal's {@code up/status}: birth, every change, every 30 s, goodbye; and who else goes by its name. Only for
 * the uplink's thread, but for {@link #will}.
 */
final class Presence {

    static final Duration STATUS_EVERY = Duration.ofSeconds(30);

    /** After so long a connection that nobody took there is no twin any more. */
    static final Duration ALONE_AFTER = Duration.ofSeconds(60);

    /** Connections of this terminal that are remembered: a will or a birth of one of them is its own, only late. */
    private static final int CONNECTIONS_REMEMBERED = 32;

    private static final String NOTE_CONNECTIONS = "uplink/connections";
    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);

    private final Journal journal;
    private final HallClock clock;
    private final UplinkSettings settings;
    private final Outlet outlet;
    private final Faults faults;
    private final String topic;
    private final Deque<String> ownConnections = new ArrayDeque<>();

    /** A broker may have taken an attempt that this terminal gave up waiting for: its will is our own, too. */
    private final Deque<String> attempts = new ConcurrentLinkedDeque<>();

    private List<StationStatus> stations = List.of();
    private @Nullable ConnectionId connection;

    /** Whether this terminal was ever connected before; else a status that is there is what an earlier card left. */
    private boolean seenBefore;

    private long connectedMs;
    private long dueMs = ShipperState.NEVER;

    Presence(Journal journal, HallClock clock, UplinkSettings settings, Outlet outlet, Faults faults)
            throws JournalException {
        this.journal = journal;
        this.clock = clock;
        this.settings = settings;
        this.outlet = outlet;
        this.faults = faults;
        this.topic = settings.topics().up(settings.device(), Topics.Up.STATUS);
        journal.note(NOTE_CONNECTIONS).ifPresent(known -> ownConnections.addAll(Arrays.asList(known.split(" "))));
    }

    /** For any thread. */
    Message will(ConnectionId next) {
        attempts.addLast(next.text());
        if (attempts.size() > CONNECTIONS_REMEMBERED) {
            attempts.removeFirst();
        }
        return Message.retained(topic, Json.write(DeviceStatus.offline(next)));
    }

    /** Publishes the birth. */
    void connected(ConnectionId now) {
        seenBefore = !ownConnections.isEmpty();
        connection = now;
        connectedMs = clock.upMs();
        remember(now);
        publish();
    }

    void disconnected() {
        connection = null;
        dueMs = ShipperState.NEVER;
    }

    void show(List<StationStatus> changed) {
        if (!changed.equals(stations)) {
            stations = List.copyOf(changed);
            publish();
        }
    }

    /** Publishes when it is time. Returns the uptime at which to be called again. */
    long work() {
        long nowMs = clock.upMs();
        if (nowMs >= dueMs) {
            publish();
        }
        if (connection != null && nowMs - connectedMs >= ALONE_AFTER.toMillis()) {
            faults.clear(UplinkFault.TWIN);
        }
        return dueMs;
    }

    /**
     * What the broker has as our status.
     *
     * @return whether another terminal goes by our name: then this one should stay away for a while
     */
    boolean isTwin(Received message) {
        DeviceStatus status;
        try {
            status = Json.read(message.payload(), DeviceStatus.class);
        } catch (UnreadableException e) {
            LOG.atWarn().addKeyValue("why", e.getMessage()).log("our own status cannot be read");
            return false;
        }
        if (connection == null || status.connection().equals(connection)) {
            return false;
        }
        String sender = status.connection().text();
        if (ownConnections.contains(sender) || attempts.contains(sender) || !seenBefore) {
            if (!status.online() && !message.retained()) {
                publish(); // our own will, late: it must not have the last word. A retained one is older than our birth
            }
            return false;
        }
        raiseTwin(" (connection " + status.connection() + ")");
        return true;
    }

    /** The broker says that another connection took our name. */
    void takenOver() {
        raiseTwin("");
    }

    /** Says that this terminal stops of its own will. */
    void goodbye() {
        if (connection != null) {
            outlet.send(Message.retained(topic, Json.write(DeviceStatus.offline(connection))));
        }
    }

    private void raiseTwin(String which) {
        faults.raise(
                UplinkFault.TWIN,
                "another terminal is connected as " + settings.device() + which
                        + ": stop it, or give it its own id with 'device add'");
    }

    private void publish() {
        if (connection == null) {
            return;
        }
        DeviceStatus status = new DeviceStatus(
                true,
                connection,
                clock.now(),
                settings.version(),
                settings.serial(),
                clock.boot(),
                clock.upMs(),
                clock.trust(),
                new JournalStatus(journal.id(), journal.oldest(), journal.last(), journal.acked()),
                stations);
        outlet.send(Message.retained(topic, Json.write(status)));
        dueMs = clock.upMs() + STATUS_EVERY.toMillis();
    }

    private void remember(ConnectionId now) {
        ownConnections.addLast(now.text());
        while (ownConnections.size() > CONNECTIONS_REMEMBERED) {
            ownConnections.removeFirst();
        }
        try {
            journal.remember(new Note(NOTE_CONNECTIONS, String.join(" ", ownConnections)));
        } catch (JournalException e) {
            LOG.atError().setCause(e).log("this connection is not remembered over a restart");
        }
    }
}
