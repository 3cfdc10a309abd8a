package io.yizhan.hub.desk;

import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.Entry;
import io.yizhan.hub.queue.CallMade;
import io.yizhan.hub.queue.CallReturned;
import io.yizhan.hub.queue.CallTransferred;
import io.yizhan.hub.store.Database;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.Topics;
import io.yizhan.protocol.link.Message;
import io.yizhan.protocol.state.Calls;
import io.yizhan.protocol.state.DeviceConfig;
import io.yizhan.protocol.state.QueueState;
import io.yizhan.protocol.state.Services;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Publishes what screens should show and devices should be: retained, whole, and only when it is another than before.
 *
 * <pre>
 *   entry committed → (what else comes within {@link #PAUSE}) → one reading of the records → what has changed, out
 *   broker connected → forget what was said → everything out
 * </pre>
 *
 * Its pause lets the answer to a request, which is measured, go first.
 */
public final class StatePublisher implements AutoCloseable {

    /** How long it gathers before it publishes. */
    static final Duration PAUSE = Duration.ofMillis(60);

    /** What changes by time alone, calling to serving, the day's end, is looked for so often. */
    static final Duration LOOK = Duration.ofSeconds(2);

    /** At one moment of its own, so that two states are compared without the time at which they were made. */
    private static final OffsetDateTime NO_TIME = OffsetDateTime.of(2000, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private final Database database;
    private final Topics topics;
    private final HallFace hall;
    private final InstantSource clock;
    private final Outbox outbox;
    private final Chores chores = new Chores("hub-states");
    private final Map<String, Object> said = new HashMap<>();

    public StatePublisher(Book book, Topics topics, HallFace hall, InstantSource clock, Outbox outbox) {
        this.database = book.database();
        this.topics = topics;
        this.hall = hall;
        this.clock = clock;
        this.outbox = outbox;
        book.onEntry(this::entered);
        chores.every(LOOK, "look", () -> publish(true));
    }

    /** The broker is there, perhaps without anything that it knew: everything is said again. For a callback. */
    public void connected() {
        chores.soon("connected", () -> {
            said.clear();
            publish(true);
        });
    }

    @Override
    public void close() {
        chores.close();
    }

    private void entered(Entry entry) {
        boolean decision = entry.device().isHub()
                && !(entry.fact() instanceof CallMade
                        || entry.fact() instanceof CallTransferred
                        || entry.fact() instanceof CallReturned);
        if (decision) {
            chores.after(PAUSE, "decisions", () -> publish(true));
        } else {
            chores.after(PAUSE, "records", () -> publish(false));
        }
    }

    /** A state and where it belongs; {@code essence} is what must differ for it to be said again. */
    private record Said(String topic, Object essence, Object state) {}

    private void publish(boolean withDecisions) {
        Instant now = clock.instant();
        List<Said> states = database.read(rows -> {
            List<Said> all = new ArrayList<>();
            QueueState queue = HallStates.queue(rows, now, hall);
            all.add(new Said(topics.all(Topics.All.QUEUE), new QueueState(NO_TIME, queue.series()), queue));
            Calls calls = ShownCalls.of(rows, now, hall.zone());
            all.add(new Said(topics.all(Topics.All.CALLS), new Calls(NO_TIME, calls.calls()), calls));
            if (withDecisions) {
                long revision = HallStates.revision(rows);
                Services services = HallStates.services(rows, revision);
                all.add(new Said(topics.all(Topics.All.SERVICES), new Services(0, services.services()), services));
                HallStates.configs(rows, now, hall, revision)
                        .forEach((device, config) -> all.add(
                                new Said(topics.down(device, Topics.Down.CONFIG), withoutTime(config), config)));
            }
            return all;
        });
        for (Said state : states) {
            if (!state.essence().equals(said.put(state.topic(), state.essence()))) {
                outbox.send(Message.retained(state.topic(), Json.write(state.state())));
            }
        }
    }

    private static DeviceConfig withoutTime(DeviceConfig config) {
        return new DeviceConfig(0, NO_TIME, config.hall(), config.stations(), config.leases(), config.enrolments());
    }
}
