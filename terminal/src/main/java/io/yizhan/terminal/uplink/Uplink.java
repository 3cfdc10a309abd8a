package io.yizhan.terminal.uplink;

import io.yizhan.protocol.Topics;
import io.yizhan.protocol.id.ConnectionId;
import io.yizhan.protocol.link.LinkOwner;
import io.yizhan.protocol.link.Message;
import io.yizhan.protocol.link.MqttLink;
import io.yizhan.protocol.link.Published;
import io.yizhan.protocol.link.Received;
import io.yizhan.protocol.state.DeviceStatus.StationStatus;
import io.yizhan.terminal.clock.HallClock;
import io.yizhan.terminal.journal.Journal;
import io.yizhan.terminal.journal.JournalException;
import io.yizhan.terminal.journal.Note;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This terminal's side of the wire. Made, told by the stations which orders they take, started, closed.
 *
 * <pre>
 *   stations ── Requests, show ──►┐                       ┌── answers: at once, on the link's thread
 *   Journal.append ── wake ──► uplink thread ◄── enqueue ─┤
 *   stations ◄── HallState, Orders ┘   │                  └── acks, states, orders, our own status
 *                                      └── publish ──► MqttLink
 * </pre>
 *
 * Nothing here is ever waited for by who appends to the journal. For any thread.
 */
public final class Uplink implements AutoCloseable {

    /** A name that another terminal uses too is not fought for. */
    static final Duration TWIN_PAUSE = Duration.ofSeconds(30);

    private static final Duration PAUSE_AFTER_BUG = Duration.ofSeconds(5);
    private static final Duration PAUSE_AFTER_OVERFLOW = Duration.ofSeconds(5);

    /** Beginning a journal anew with 400,000 entries takes 20 s on a desktop, some minutes on a Pi. */
    private static final Duration STUCK_AFTER = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(Uplink.class);

    private final UplinkSettings settings;
    private final HallClock clock;
    private final Journal journal;
    private final Loop loop;
    private final Shipper shipper;
    private final Presence presence;
    private final RequestDesk requests;
    private final StateKeeper states;
    private final OrderDesk orders;
    private final VaultEnd vault;
    private final Inbound inbound;
    private final AtomicBoolean overflowing = new AtomicBoolean();
    private volatile @Nullable MqttLink link;

    public Uplink(UplinkSettings settings, Journal journal, HallClock clock) throws JournalException {
        this.settings = settings;
        this.clock = clock;
        this.journal = journal;
        this.loop = new Loop("uplink", clock::upMs, this::work, () -> pause(PAUSE_AFTER_BUG));
        Outlet outlet = new Outbound();
        Faults faults = new Faults(journal);
        this.shipper = new Shipper(journal, clock, settings, outlet, faults);
        this.presence = new Presence(journal, clock, settings, outlet, faults);
        this.states = new StateKeeper(journal, clock, settings);
        this.requests = new RequestDesk(settings, outlet, journal, states::hubOnline);
        this.orders = new OrderDesk(journal, clock, settings, outlet);
        this.vault = new VaultEnd(outlet, settings);
        this.inbound = new Inbound();
    }

    public Requests requests() {
        return requests;
    }

    public HallState hall() {
        return states;
    }

    public Orders orders() {
        return orders;
    }

    public VaultWire vault() {
        return vault;
    }

    /** How the stations are, for the hub: published when it changed, and with each status. */
    public void show(List<StationStatus> stations) {
        List<StationStatus> now = List.copyOf(stations);
        loop.enqueue(() -> presence.show(now));
    }

    /** Connects, and stays connected. After the orders' handlers are registered. */
    public void start() {
        journal.onAppend(loop::wake);
        loop.enqueue(orders::endInterrupted);
        link = MqttLink.open(settings.link(), inbound, clock.machine());
        loop.start(); // after the link is known, or the first hello would have no way out
    }

    /**
     * Lets this terminal take the next hub that it sees: to be asked for by a person, since acks of a wrong hub lose
     * facts.
     */
    public static void pairAgain(Journal journal) throws JournalException {
        journal.remember(Note.forget(Shipper.NOTE_STORE), Note.forget(Shipper.NOTE_EPOCH));
    }

    /** Whether its thread still turns; false means that only a new process helps. */
    public boolean isTurning() {
        return clock.upMs() - loop.turnedMs() < STUCK_AFTER.toMillis();
    }

    /** Says goodbye to the hub, as far as there is a way to it, and ends; waits for that, some seconds at most. */
    @Override
    public void close() {
        try {
            loop.enqueue(presence::goodbye);
            loop.end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        MqttLink open = link;
        if (open != null) {
            open.close();
        }
    }

    private long work() {
        long shipMs = shipper.work();
        return Math.min(shipMs, Math.min(presence.work(), states.work()));
    }

    private void connected(ConnectionId connection) {
        overflowing.set(false);
        shipper.connected();
        shipper.work(); // the hello goes before the birth
        presence.connected(connection);
        states.connection(true);
    }

    private void disconnected() {
        shipper.disconnected();
        presence.disconnected();
        states.connection(false);
    }

    private void ownStatus(Received message) {
        if (presence.isTwin(message)) {
            presence.disconnected();
            pause(TWIN_PAUSE);
        }
    }

    private void state(Received message) {
        if (states.received(message)) {
            shipper.hubAppeared();
        }
    }

    private void pause(Duration pause) {
        MqttLink open = link;
        if (open != null) {
            open.pause(pause);
        }
    }

    /** What the link tells; only enqueues. */
    private final class Inbound implements LinkOwner {

        private final String ack = settings.topics().down(settings.device(), Topics.Down.ACK);
        private final String response = settings.topics().down(settings.device(), Topics.Down.RESPONSE);
        private final String command = settings.topics().down(settings.device(), Topics.Down.COMMAND);
        private final String status = settings.topics().up(settings.device(), Topics.Up.STATUS);

        @Override
        public Message will(ConnectionId connection) {
            return presence.will(connection);
        }

        @Override
        public void connected(ConnectionId connection) {
            loop.enqueue(() -> Uplink.this.connected(connection));
        }

        @Override
        public void disconnected(String reason) {
            loop.enqueue(Uplink.this::disconnected);
        }

        @Override
        public void takenOver() {
            loop.enqueue(presence::takenOver);
        }

        @Override
        public void received(Received message) {
            String topic = message.topic();
            if (topic.equals(response)) {
                requests.answered(message);
            } else if (topic.equals(vault.topic())) {
                take(() -> vault.received(message)); // behind all/hub, which says whose journal it is
            } else if (topic.equals(ack)) {
                take(() -> shipper.acked(message));
            } else if (topic.equals(command)) {
                take(() -> orders.received(message));
            } else if (topic.equals(status)) {
                take(() -> ownStatus(message));
            } else {
                take(() -> state(message));
            }
        }
    }

    /** What was lost is told anew with a new connection: the retained states, and the answer to its hello. */
    private void take(Runnable message) {
        if (!loop.offer(message) && overflowing.compareAndSet(false, true)) {
            LOG.atError()
                    .addKeyValue("waiting_max", Loop.WAITING_MAX)
                    .log("the uplink cannot keep up: it begins again with a new connection");
            pause(PAUSE_AFTER_OVERFLOW);
        }
    }

    /** The link, once there is one. */
    private final class Outbound implements Outlet {

        @Override
        public CompletableFuture<Published> publish(Message message) {
            MqttLink open = link;
            return open == null
                    ? CompletableFuture.completedFuture(new Published.Failed("the uplink has not been started"))
                    : open.publish(message);
        }

        @Override
        public void send(Message message) {
            publish(message, outcome -> {
                if (outcome instanceof Published.Refused(int code)) {
                    LOG.atError()
                            .addKeyValue("topic", message.topic())
                            .addKeyValue("code", code)
                            .log("the broker refuses what this device publishes: does its access list know it?");
                }
            });
        }

        @Override
        public void publish(Message message, Consumer<Published> told) {
            var _ = publish(message).thenAccept(outcome -> loop.enqueue(() -> told.accept(outcome)));
        }
    }
}
