package io.yizhan.hub.desk;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.Topics;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.command.Command;
import io.yizhan.protocol.command.Reply;
import io.yizhan.protocol.id.CommandId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.link.Message;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders to terminals. What somebody waits for, an enrolment, a test print, is sent once and followed step by step;
 * what is sent again until a journal tells its outcome, {@link Deliveries} keeps. For any thread.
 */
public final class Commands {

    /** How long an order that somebody waits for may take to begin. */
    public static final Duration EXPIRY = Duration.ofSeconds(30);

    /** Orders whose progress is remembered; then the oldest goes. */
    static final int ORDERS_MAX = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    private final Topics topics;
    private final Supplier<UUID> ids;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Outbox outbox;
    private final OrderBook orders = new OrderBook(ORDERS_MAX);
    private final List<Consumer<OrderProgress>> listeners = new CopyOnWriteArrayList<>();
    private final List<ReplyListener> replies = new CopyOnWriteArrayList<>();

    /** Where the hub is, and whose time it keeps. */
    public record Place(Topics topics, ZoneId zone, InstantSource clock, Supplier<UUID> ids) {}

    public Commands(Place place, Outbox outbox) {
        this.topics = place.topics();
        this.ids = place.ids();
        this.clock = place.clock();
        this.zone = place.zone();
        this.outbox = outbox;
    }

    /**
     * Sends an order that somebody waits for.
     *
     * @param order makes it from its id and the time
     * @return its id, by which it is followed
     */
    public CommandId order(DeviceId device, BiFunction<CommandId, OffsetDateTime, Command> order) {
        CommandId id = new CommandId(ids.get().toString());
        Command command = order.apply(id, now());
        orders.begun(new OrderProgress(device, command, null, null, clock.instant()));
        send(device, command, EXPIRY);
        return id;
    }

    /** How far an order is; empty for one that is too long ago, or from before the hub's start. */
    public Optional<OrderProgress> progress(CommandId order) {
        return orders.find(order);
    }

    /** Hears of each step; it may only enqueue. */
    public void onProgress(Consumer<OrderProgress> enqueue) {
        listeners.add(enqueue);
    }

    /** Hears of replies; it may only enqueue, and keeps a template out of every log. */
    interface ReplyListener {

        /** @param progress what it told of an order that somebody waits for; empty for any other, and for a repeat */
        void heard(DeviceId from, Reply reply, Optional<OrderProgress> progress);
    }

    /** Hears every reply that can be read. */
    void onReply(ReplyListener listener) {
        replies.add(listener);
    }

    /** A device's reply; for a callback. */
    public void replied(DeviceId from, byte[] payload) {
        Reply reply;
        try {
            reply = Json.read(payload, Reply.class);
        } catch (UnreadableException e) {
            LOG.atWarn().addKeyValue("device", from).log("a reply cannot be read: {}", e.getMessage());
            return;
        }
        Optional<OrderProgress> progress = orders.replied(from, reply, clock.instant());
        replies.forEach(listener -> listener.heard(from, reply, progress));
        progress.ifPresent(step -> listeners.forEach(listener -> listener.accept(step)));
    }

    /** Sends an order whose outcome its device's journal tells. */
    void send(DeviceId device, Command command, Duration expiry) {
        outbox.send(Message.expiring(
                topics.down(device, Topics.Down.COMMAND),
                Json.write(command),
                command.command().text(),
                expiry));
    }

    /** As orders say when they were given. */
    OffsetDateTime now() {
        return clock.instant().atZone(zone).toOffsetDateTime();
    }
}
