package io.yizhan.hub.desk;

import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.Entry;
import io.yizhan.hub.devices.DeviceAdded;
import io.yizhan.hub.devices.Devices;
import io.yizhan.hub.devices.Presence;
import io.yizhan.hub.devices.StationsChanged;
import io.yizhan.hub.staff.Pins;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.Topics;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.command.Command;
import io.yizhan.protocol.command.PutPin;
import io.yizhan.protocol.command.Reply;
import io.yizhan.protocol.fact.CommandDone;
import io.yizhan.protocol.id.CommandId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.link.Message;
import io.yizhan.protocol.state.StationKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders to terminals. What somebody waits for, an enrolment, a test print, is sent once and followed step by step; a
 * PIN is sent again until its device's journal says that it is there. For any thread.
 */
public final class Commands implements AutoCloseable {

    /** How long an order that somebody waits for may take to begin. */
    public static final Duration EXPIRY = Duration.ofSeconds(30);

    /** PINs on their way to one device at a time: each costs it a commit. */
    static final int PINS_UNDER_WAY_MAX = 8;

    /** A PIN without an outcome is sent again after this. */
    static final Duration PIN_AGAIN = Duration.ofSeconds(30);

    /** Orders whose progress is remembered; then the oldest goes. */
    static final int ORDERS_MAX = 1_000;

    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    private final Book book;
    private final Pins pins;
    private final Presence presence;
    private final Topics topics;
    private final Supplier<UUID> ids;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Outbox outbox;
    private final Chores chores = new Chores("hub-orders");
    private final OrderBook orders = new OrderBook(ORDERS_MAX);
    private final Map<CommandId, Instant> pinsSent = new ConcurrentHashMap<>();
    private final List<Consumer<OrderProgress>> listeners = new CopyOnWriteArrayList<>();

    /** Where the hub is, and whose time it keeps. */
    public record Place(Topics topics, ZoneId zone, InstantSource clock, Supplier<UUID> ids) {}

    public Commands(Book book, Pins pins, Presence presence, Place place, Outbox outbox) {
        this.book = book;
        this.pins = pins;
        this.presence = presence;
        this.topics = place.topics();
        this.ids = place.ids();
        this.clock = place.clock();
        this.zone = place.zone();
        this.outbox = outbox;
        book.onEntry(this::entered);
        presence.onChange(this::bringPinsSoon);
        chores.every(LOOK, "look", this::bringPinsEverywhere);
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

    /** A device's reply; for a callback. */
    public void replied(DeviceId from, byte[] payload) {
        Reply reply;
        try {
            reply = Json.read(payload, Reply.class);
        } catch (UnreadableException e) {
            LOG.atWarn().addKeyValue("device", from).log("a reply cannot be read: {}", e.getMessage());
            return;
        }
        orders.replied(from, reply, clock.instant())
                .ifPresent(progress -> listeners.forEach(listener -> listener.accept(progress)));
    }

    /** Somebody's PIN was set: it is brought to the counters. */
    public void pinsChanged() {
        chores.soon("pins", this::bringPinsEverywhere);
    }

    @Override
    public void close() {
        chores.close();
    }

    private void entered(Entry entry) {
        if (entry.fact() instanceof CommandDone) {
            bringPinsSoon(entry.device());
        } else if (entry.fact() instanceof DeviceAdded || entry.fact() instanceof StationsChanged) {
            pinsChanged();
        }
    }

    private void bringPinsEverywhere() {
        Instant now = clock.instant();
        if (book.database().read(rows -> pins.ordersLack(rows, now))) {
            book.database().writeAndWait(tx -> {
                pins.order(tx, now);
                return now;
            });
        }
        book.database().read(rows -> Devices.with(rows, StationKind.COUNTER)).forEach(this::bringPins);
    }

    private void bringPinsSoon(DeviceId device) {
        if (presence.online(device)) {
            chores.soon(device, () -> bringPins(device));
        }
    }

    private void bringPins(DeviceId device) {
        if (!presence.online(device)) {
            return;
        }
        Instant now = clock.instant();
        List<Pins.Delivery> due = book.database().read(rows -> pins.due(rows, device, PINS_UNDER_WAY_MAX));
        for (Pins.Delivery delivery : due) {
            Instant sent = pinsSent.get(delivery.command());
            if (sent == null || !now.isBefore(sent.plus(PIN_AGAIN))) {
                pinsSent.put(delivery.command(), now);
                send(device, new PutPin(delivery.command(), now(), delivery.staff(), delivery.verifier()), PIN_AGAIN);
            }
        }
        pinsSent.values().removeIf(sent -> sent.plus(PIN_AGAIN.multipliedBy(2)).isBefore(now));
    }

    private void send(DeviceId device, Command command, Duration expiry) {
        outbox.send(Message.expiring(
                topics.down(device, Topics.Down.COMMAND),
                Json.write(command),
                command.command().text(),
                expiry));
    }

    private OffsetDateTime now() {
        return clock.instant().atZone(zone).toOffsetDateTime();
    }
}
