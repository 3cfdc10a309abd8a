package io.yizhan.protocol.link;

import io.yizhan.protocol.clock.MachineClock;
import io.yizhan.protocol.id.ConnectionId;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to the broker that stays up. One thread of its own connects, subscribes, tells the owner, and does it
 * again when the connection breaks:
 *
 * <pre>
 *   open
 *    │
 *    ▼        cannot be made
 *  connecting ──────────────► pausing ◄── 0.2 s, doubled up to 5 s, ± a quarter;
 *    │   ▲                     │   ▲      30 s after being taken over;
 *    │   └──── pause over ─────┘   │      d after pause(d)
 *    │ CONNACK, subscriptions      │
 *    ▼                             │
 *   up ────────────────────────────┘
 *    │      broke, cut, taken over, pause(d)
 *    │
 *    └── close: sends what waits, says goodbye ──► closed      (close from the others: closed at once)
 * </pre>
 *
 * Nothing outlives a connection: what waits or has no receipt when it ends is {@link Published.Failed}, and so is
 * what is published while there is none. What is still true then is said again in {@link LinkOwner#connected}. At
 * most {@value #IN_FLIGHT_MAX} messages are without receipt and {@value #WAITING_MAX} wait behind them; the next one
 * fails at once. Methods are for any thread.
 */
public final class MqttLink implements AutoCloseable {

    /** Messages without a receipt; fewer where the broker takes fewer. */
    static final int IN_FLIGHT_MAX = 15;

    /** Messages that wait to be sent. */
    static final int WAITING_MAX = 256;

    /** A session that another connection took is not fought for. */
    private static final Duration TAKEN_OVER_PAUSE = Duration.ofSeconds(30);

    /** What {@link #close} gives to messages that wait. */
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

    /** When {@link #close} returns even if a broker hangs; the thread then ends by itself. */
    private static final Duration CLOSE_MAX = Duration.ofSeconds(6);

    private static final Logger LOG = LoggerFactory.getLogger(MqttLink.class);

    private final LinkSettings settings;
    private final LinkOwner owner;
    private final MachineClock clock;
    private final BlockingQueue<LinkEvent> events = new LinkedBlockingQueue<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Backoff backoff;
    private final Thread thread;

    private volatile @Nullable PahoConnection up;
    private volatile boolean closed;

    private boolean leaving; // this and the next only for the link's thread
    private @Nullable String told;

    private MqttLink(LinkSettings settings, LinkOwner owner, MachineClock clock) {
        this.settings = settings;
        this.owner = owner;
        this.clock = clock;
        this.backoff = new Backoff(settings.pauseMin(), settings.pauseMax());
        this.thread = Thread.ofVirtual().name("link-" + settings.clientId()).unstarted(this::run);
    }

    /** Returns at once; the owner hears when the link is up. */
    public static MqttLink open(LinkSettings settings, LinkOwner owner, MachineClock clock) {
        MqttLink link = new MqttLink(settings, owner, clock);
        link.thread.start();
        return link;
    }

    /**
     * Sends a message with QoS 1, in the order of the calls. Never waits. The future is completed on the link's
     * thread or, if it fails at once, on this one: what hangs on it only enqueues too.
     */
    public CompletableFuture<Published> publish(Message message) {
        PahoConnection connection = up;
        if (connection == null) {
            return failed("there is no connection to the broker");
        }
        if (unanswered.incrementAndGet() > IN_FLIGHT_MAX + WAITING_MAX) {
            unanswered.decrementAndGet();
            return failed((IN_FLIGHT_MAX + WAITING_MAX) + " messages wait already: the broker is too slow, try later");
        }
        LinkEvent.Wanted wanted = new LinkEvent.Wanted(connection, message, new CompletableFuture<>());
        events.add(wanted);
        if (closed) {
            drain();
        }
        return wanted.outcome().copy(); // a caller that gives up on it must not keep its place
    }

    /** Publishes what needs no receipt; a refusal by the broker, which is a mistake in its access list, is logged. */
    public void send(Message message) {
        var _ = publish(message).thenAccept(outcome -> {
            if (outcome instanceof Published.Refused(int code)) {
                LOG.atWarn().addKeyValue("topic", message.topic()).log("the broker refuses it with code {}", code);
            }
        });
    }

    /** The connection that is up, if one is. */
    public Optional<ConnectionId> connection() {
        return Optional.ofNullable(up).map(PahoConnection::id);
    }

    /** Ends the connection, so that the broker publishes its will, and makes none for so long. */
    public void pause(Duration pause) {
        events.add(new LinkEvent.Away(pause));
    }

    /**
     * Sends what waits, says goodbye (so there is no will) and ends. Publishes nothing of its own. Returns after at
     * most 6 s; called by the owner on the link's thread, it returns at once.
     */
    @Override
    public void close() {
        events.add(new LinkEvent.Goodbye());
        if (Thread.currentThread().equals(thread)) {
            return;
        }
        try {
            if (!thread.join(CLOSE_MAX)) {
                LOG.atWarn().addKeyValue("broker", settings.address()).log("the link takes long to end; not waiting");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!leaving) {
                stayAway(oneConnection());
            }
        } catch (InterruptedException e) {
            LOG.atWarn().log("the link's thread was interrupted: the link ends");
        } finally {
            up = null;
            closed = true;
            drain();
        }
    }

    /** From connecting to the connection's end; returns how long to stay away then. */
    private Duration oneConnection() throws InterruptedException {
        ConnectionId id = ConnectionId.of(UUID.randomUUID());
        PahoConnection connection;
        try {
            connection = PahoConnection.open(settings, id, owner.will(id), events::add, clock);
        } catch (NoConnectionException e) {
            tell(e.reason());
            return backoff.next();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("a bug: no connection could be tried");
            return backoff.next();
        }
        long since = System.nanoTime();
        up = connection;
        told = null;
        LOG.atInfo().addKeyValue("broker", settings.address()).log("connected as {}", id);
        Outbox outbox = new Outbox(connection);
        Ending ending = guarded("connected", () -> owner.connected(id))
                ? serve(connection, outbox)
                : new Ending("this device could not greet the hub, which is a bug", null);
        up = null;
        if (leaving) {
            connection.leave();
        } else {
            connection.cut();
        }
        for (LinkEvent.Wanted wanted : outbox.abandon()) {
            complete(wanted, new Published.Failed("no receipt: " + ending.reason()));
        }
        backoff.lasted(Duration.ofNanos(System.nanoTime() - since));
        if (!leaving) {
            tell(ending.reason());
        }
        Duration wanted = ending.pause();
        return wanted == null ? backoff.next() : wanted;
    }

    /** @param pause null for the usual, growing one */
    private record Ending(String reason, @Nullable Duration pause) {}

    private Ending serve(PahoConnection connection, Outbox outbox) throws InterruptedException {
        long leaveBy = 0;
        while (true) {
            Duration patience = outbox.patience();
            if (patience.isNegative() || patience.isZero()) {
                return new Ending("the broker gave no receipt in " + Outbox.RECEIPT_WAIT.toSeconds() + " s", null);
            }
            if (leaving) {
                patience = Duration.ofNanos(leaveBy - System.nanoTime());
                if (outbox.isEmpty() || patience.isNegative()) {
                    return new Ending("the link was closed", Duration.ZERO);
                }
            }
            switch (events.poll(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                case null -> {}
                case LinkEvent.Wanted wanted when wanted.connection() == connection -> outbox.add(wanted);
                case LinkEvent.Wanted stale -> fail(stale);
                case LinkEvent.Answered answered -> {
                    outbox.answered(answered.wanted());
                    complete(answered.wanted(), answered.outcome());
                }
                case LinkEvent.Arrived(var from, var message)
                when from == connection -> {
                    connection.taken();
                    guarded(message.topic(), () -> owner.received(message));
                }
                case LinkEvent.Lost(var from, var reason, var takenOver)
                when from == connection -> {
                    if (takenOver) {
                        guarded("takenOver", owner::takenOver);
                    }
                    return new Ending(reason, takenOver ? TAKEN_OVER_PAUSE : null);
                }
                case LinkEvent.Arrived _, LinkEvent.Lost _ -> {} // of a connection that is gone
                case LinkEvent.Away(var pause) -> {
                    return new Ending("this device stays away for " + pause.toSeconds() + " s", pause);
                }
                case LinkEvent.Goodbye _ -> {
                    leaving = true;
                    leaveBy = System.nanoTime() + CLOSE_WAIT.toNanos();
                }
            }
        }
    }

    private void stayAway(Duration pause) throws InterruptedException {
        long until = System.nanoTime() + pause.toNanos();
        while (!leaving) {
            switch (events.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                case null -> {
                    return;
                }
                case LinkEvent.Wanted stale -> fail(stale);
                case LinkEvent.Answered _, LinkEvent.Arrived _, LinkEvent.Lost _ -> {}
                case LinkEvent.Away(var longer) -> until = System.nanoTime() + longer.toNanos();
                case LinkEvent.Goodbye _ -> leaving = true;
            }
        }
    }

    private void tell(String reason) {
        if (reason.equals(told)) {
            return;
        }
        told = reason;
        LOG.atWarn().addKeyValue("broker", settings.address()).log("no connection: {}", reason);
        guarded("disconnected", () -> owner.disconnected(reason));
    }

    private static CompletableFuture<Published> failed(String reason) {
        return CompletableFuture.completedFuture(new Published.Failed(reason));
    }

    private static boolean guarded(String what, Runnable call) {
        try {
            call.run();
            return true;
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("in", what).setCause(e).log("a bug: the owner of a link threw an exception");
            return false;
        }
    }

    private void drain() {
        for (LinkEvent event = events.poll(); event != null; event = events.poll()) {
            if (event instanceof LinkEvent.Wanted wanted) {
                fail(wanted);
            }
        }
    }

    private void fail(LinkEvent.Wanted wanted) {
        complete(wanted, new Published.Failed("the connection ended before this was sent"));
    }

    private void complete(LinkEvent.Wanted wanted, Published outcome) {
        if (wanted.outcome().complete(outcome)) {
            unanswered.decrementAndGet();
        }
    }
}
