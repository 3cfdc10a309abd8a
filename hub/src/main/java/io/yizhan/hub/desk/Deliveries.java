package io.yizhan.hub.desk;

import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.Entry;
import io.yizhan.hub.devices.DeviceAdded;
import io.yizhan.hub.devices.Devices;
import io.yizhan.hub.devices.NumberPads;
import io.yizhan.hub.devices.Presence;
import io.yizhan.hub.devices.SensorSizes;
import io.yizhan.hub.devices.StationsChanged;
import io.yizhan.hub.staff.EnrolmentWithdrawn;
import io.yizhan.hub.staff.PersonFingers;
import io.yizhan.hub.staff.PinPlaces;
import io.yizhan.hub.staff.Pins;
import io.yizhan.hub.staff.Templates;
import io.yizhan.protocol.command.Command;
import io.yizhan.protocol.command.DropPin;
import io.yizhan.protocol.command.PutPin;
import io.yizhan.protocol.command.PutTemplate;
import io.yizhan.protocol.command.Reply;
import io.yizhan.protocol.fact.CommandDone;
import io.yizhan.protocol.fact.FingerDeleted;
import io.yizhan.protocol.fact.FingerEnrolled;
import io.yizhan.protocol.id.CommandId;
import io.yizhan.protocol.id.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What proves people, on its way to the devices: PINs to counters and to readers
 * with a number pad, templates to readers, a few at a time, and again
 * until a device's journal says that it is there. What is due stands in the database, so a restart of the hub goes on
 * where it was. For any thread.
 */
public final class Deliveries implements AutoCloseable {

    /** PINs on their way to one device at a time: each costs it a commit. */
    static final int PINS_UNDER_WAY_MAX = 8;

    /** Templates on their way to one reader at a time: each keeps it from looking at its window for a second or two. */
    static final int TEMPLATES_UNDER_WAY_MAX = 4;

    /** One without an outcome is sent again after this. */
    static final Duration AGAIN = Duration.ofSeconds(30);

    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private final Book book;
    private final Secrets secrets;
    private final Presence presence;
    private final Commands commands;
    private final InstantSource clock;
    private final Chores chores = new Chores("hub-deliveries");
    private final Map<CommandId, Instant> sent = new ConcurrentHashMap<>();

    /** What is delivered, and what is erased instead. */
    public record Secrets(Pins pins, Templates templates, PersonFingers fingers) {}

    public Deliveries(Book book, Secrets secrets, Presence presence, Commands commands, InstantSource clock) {
        this.book = book;
        this.secrets = secrets;
        this.presence = presence;
        this.commands = commands;
        this.clock = clock;
        book.onEntry(this::entered);
        presence.onChange(device -> bringSoon(device));
        commands.onReply((device, reply, _) -> replied(device, reply));
        chores.every(LOOK, "look", this::bringEverywhere);
    }

    /** Something to deliver has changed: a PIN, a template. */
    public void changed() {
        chores.soon("changed", this::bringEverywhere);
    }

    @Override
    public void close() {
        chores.close();
    }

    private void entered(Entry entry) {
        switch (entry.fact()) {
            case CommandDone _, FingerEnrolled _, FingerDeleted _ -> bringSoon(entry.device());
            case DeviceAdded _, StationsChanged _, EnrolmentWithdrawn _ -> changed();
            default -> {}
        }
    }

    /** A reader could not take a template; that it could, its journal tells. */
    private void replied(DeviceId device, Reply reply) {
        if (reply.step() != Reply.Step.FAILED || !sent.containsKey(reply.command())) {
            return;
        }
        String code = reply.code() == null ? "failed" : reply.code();
        LOG.atWarn().addKeyValue("device", device).addKeyValue("code", code).log("a template or a PIN was not taken");
        chores.soon(reply.command(), () -> {
            book.database().writeAndWait(tx -> {
                secrets.templates.failed(tx, reply.command(), code, clock.instant());
                return code;
            });
            bring(device);
        });
    }

    private void bringEverywhere() {
        order();
        book.database().read(Devices::all).forEach(device -> bring(device.device()));
    }

    private void bringSoon(DeviceId device) {
        if (presence.online(device)) {
            chores.soon(device, () -> {
                order();
                bring(device);
            });
        }
    }

    private void order() {
        Instant now = clock.instant();
        NumberPads pads = presence.numberPads();
        SensorSizes sizes = presence.sensorSizes();
        boolean lack = book.database()
                .read(rows -> PersonFingers.unwantedIsHere(rows)
                        || secrets.pins.ordersLack(rows, pads, now)
                        || PinPlaces.untold(rows, pads)
                        || secrets.templates.ordersLack(rows, sizes, now));
        if (lack) {
            book.database().writeAndWait(tx -> {
                secrets.fingers.eraseUnwanted(tx, book);
                secrets.pins.order(tx, pads, now);
                PinPlaces.tell(tx, book, pads, now);
                secrets.templates.spread(tx, book, sizes);
                secrets.templates.order(tx, now);
                return now;
            });
        }
    }

    private void bring(DeviceId device) {
        if (!presence.online(device)) {
            return;
        }
        for (Pins.Delivery pin : book.database().read(rows -> secrets.pins.due(rows, device, PINS_UNDER_WAY_MAX))) {
            String verifier = pin.verifier();
            send(
                    device,
                    verifier == null
                            ? new DropPin(pin.command(), commands.now(), pin.staff())
                            : new PutPin(pin.command(), commands.now(), pin.staff(), verifier));
        }
        for (Templates.Delivery template :
                book.database().read(rows -> secrets.templates.due(rows, device, TEMPLATES_UNDER_WAY_MAX))) {
            send(
                    device,
                    new PutTemplate(
                            template.command(),
                            commands.now(),
                            template.enrolment(),
                            template.position(),
                            template.template()));
        }
        Instant old = clock.instant().minus(AGAIN.multipliedBy(2));
        sent.values().removeIf(at -> at.isBefore(old));
    }

    private void send(DeviceId device, Command command) {
        Instant now = clock.instant();
        Instant before = sent.get(command.command());
        if (before == null || !now.isBefore(before.plus(AGAIN))) {
            sent.put(command.command(), now);
            commands.send(device, command, AGAIN);
        }
    }
}
