package io.yizhan.terminal.uplink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.Topics;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.id.ConnectionId;
import io.yizhan.protocol.link.Received;
import io.yizhan.protocol.state.Calls;
import io.yizhan.protocol.state.DeviceConfig;
import io.yizhan.protocol.state.HubStatus;
import io.yizhan.protocol.state.QueueState;
import io.yizhan.protocol.state.Services;
import io.yizhan.terminal.clock.HallClock;
import io.yizhan.terminal.journal.Journal;
import io.yizhan.terminal.journal.JournalException;
import io.yizhan.terminal.journal.Note;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the newest of each state. Written on the uplink's thread, read from any. */
final class StateKeeper implements HallState {

    /** A state or a config; longer ones are not taken. */
    static final int STATE_BYTES_MAX = 512 * 1024;

    /** The queue changes with each ticket: written down at most this often, which spares the card. */
    static final Duration QUEUE_WRITTEN_EVERY = Duration.ofSeconds(10);

    private static final String NOTE_CONFIG = "uplink/config";
    private static final String NOTE_SERVICES = "uplink/services";
    private static final String NOTE_QUEUE = "uplink/queue";
    private static final Logger LOG = LoggerFactory.getLogger(StateKeeper.class);

    private final Journal journal;
    private final HallClock clock;
    private final Topics topics;
    private final String configTopic;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable DeviceConfig config;
    private volatile boolean configHeard;
    private volatile @Nullable Services services;
    private volatile @Nullable QueueState queue;
    private volatile @Nullable Calls calls;
    private volatile @Nullable HubStatus hubStatus;
    private volatile boolean connected;
    private volatile boolean hubThere;

    // Only for the uplink's thread.
    private @Nullable ConnectionId hubConnection;
    private @Nullable String queueToWrite;
    private long queueDueMs;

    StateKeeper(Journal journal, HallClock clock, UplinkSettings settings) throws JournalException {
        this.journal = journal;
        this.clock = clock;
        this.topics = settings.topics();
        this.configTopic = topics.down(settings.device(), Topics.Down.CONFIG);
        this.config = remembered(NOTE_CONFIG, DeviceConfig.class);
        this.services = remembered(NOTE_SERVICES, Services.class);
        this.queue = remembered(NOTE_QUEUE, QueueState.class);
    }

    @Override
    public Optional<DeviceConfig> config() {
        return Optional.ofNullable(config);
    }

    @Override
    public boolean configHeard() {
        return configHeard;
    }

    @Override
    public Optional<Services> services() {
        return Optional.ofNullable(services);
    }

    @Override
    public Optional<QueueState> queue() {
        return Optional.ofNullable(queue);
    }

    @Override
    public Optional<Calls> calls() {
        return Optional.ofNullable(calls);
    }

    @Override
    public Optional<HubStatus> hub() {
        return Optional.ofNullable(hubStatus);
    }

    @Override
    public boolean hubOnline() {
        return connected && hubThere;
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    void connection(boolean up) {
        connected = up;
        hubThere = hubThere && up;
        changed();
    }

    /** @return whether a hub that we did not know yet shows, live: what was sent to the one before may be lost */
    boolean received(Received message) {
        if (message.payload().length > STATE_BYTES_MAX) {
            LOG.atError()
                    .addKeyValue("topic", message.topic())
                    .addKeyValue("bytes", message.payload().length)
                    .addKeyValue("bytes_max", STATE_BYTES_MAX)
                    .log("a state is too long, the last one stands");
            return false;
        }
        try {
            return take(message.topic(), message);
        } catch (UnreadableException e) {
            LOG.atError()
                    .addKeyValue("topic", message.topic())
                    .addKeyValue("why", e.getMessage())
                    .log("a state cannot be read, the last one stands");
            return false;
        }
    }

    /** Writes down what waits for it. Returns the uptime at which to be called again. */
    long work() {
        String waiting = queueToWrite;
        if (waiting == null) {
            return ShipperState.NEVER;
        }
        if (clock.upMs() >= queueDueMs) {
            queueToWrite = null;
            queueDueMs = clock.upMs() + QUEUE_WRITTEN_EVERY.toMillis();
            remember(NOTE_QUEUE, waiting);
            return ShipperState.NEVER;
        }
        return queueDueMs;
    }

    private boolean take(String topic, Received message) throws UnreadableException {
        boolean appeared = false;
        byte[] payload = message.payload();
        if (topic.equals(configTopic)) {
            DeviceConfig newest = Json.read(payload, DeviceConfig.class);
            if (!newest.equals(config)) {
                remember(NOTE_CONFIG, new String(payload, UTF_8));
            }
            config = newest;
            configHeard = true;
        } else if (topic.equals(topics.all(Topics.All.SERVICES))) {
            Services newest = Json.read(payload, Services.class);
            if (!newest.equals(services)) {
                remember(NOTE_SERVICES, new String(payload, UTF_8));
            }
            services = newest;
        } else if (topic.equals(topics.all(Topics.All.QUEUE))) {
            queue = Json.read(payload, QueueState.class);
            queueToWrite = new String(payload, UTF_8);
        } else if (topic.equals(topics.all(Topics.All.CALLS))) {
            calls = Json.read(payload, Calls.class);
        } else if (topic.equals(topics.all(Topics.All.HUB))) {
            appeared = hub(Json.read(payload, HubStatus.class)) && !message.retained();
        } else {
            LOG.atWarn().addKeyValue("topic", topic).log("a message on a topic that says nothing here is ignored");
            return false;
        }
        changed();
        return appeared;
    }

    /** @return whether it is there with a connection that was not known */
    private boolean hub(HubStatus status) {
        if (status.online()) {
            boolean fresh = !status.connection().equals(hubConnection);
            hubConnection = status.connection();
            hubStatus = status;
            hubThere = true;
            return fresh;
        }
        if (hubConnection == null || status.connection().equals(hubConnection)) {
            hubThere = false; // any other is the late will of an earlier connection
        }
        return false;
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    private void remember(String key, String value) {
        try {
            journal.remember(new Note(key, value));
        } catch (JournalException e) {
            LOG.atError().addKeyValue("note", key).setCause(e).log("a state is not remembered over a restart");
        }
    }

    private <T> @Nullable T remembered(String key, Class<T> type) throws JournalException {
        Optional<String> note = journal.note(key);
        if (note.isEmpty()) {
            return null;
        }
        try {
            return Json.read(note.get().getBytes(UTF_8), type);
        } catch (UnreadableException e) {
            LOG.atWarn()
                    .addKeyValue("note", key)
                    .addKeyValue("why", e.getMessage())
                    .log("a kept state is not read");
            return null;
        }
    }
}
