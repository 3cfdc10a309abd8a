package io.yizhan.hub.desk;

import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.devices.Devices;
import io.yizhan.hub.devices.Presence;
import io.yizhan.hub.staff.Enrolment;
import io.yizhan.hub.staff.EnrolmentWithdrawn;
import io.yizhan.hub.staff.Enrolments;
import io.yizhan.hub.staff.People;
import io.yizhan.hub.staff.PersonFingers;
import io.yizhan.hub.staff.PersonFingers.Finger;
import io.yizhan.hub.staff.StaffMember;
import io.yizhan.hub.staff.Templates;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.command.Enrol;
import io.yizhan.protocol.command.Reply;
import io.yizhan.protocol.id.CommandId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.state.StationKind;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has people led through enrolments by orders to their readers, and keeps the templates that come of it. For any
 * thread.
 */
public final class EnrolmentDesk implements AutoCloseable {

    /** Fingers of one person: one for use, one for the day on which that one is cut. */
    public static final int FINGERS_MAX = 2;

    /** A reader tells a step at least so often, or gives up; then a next person may be led there. */
    static final Duration STEP_MAX = Duration.ofSeconds(90);

    /** Enrolments whose order is remembered; then the oldest goes, and only its record says how far it is. */
    private static final int ORDERS_MAX = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(EnrolmentDesk.class);

    private final Book book;
    private final Presence presence;
    private final Commands commands;
    private final Templates templates;
    private final Deliveries deliveries;
    private final Supplier<UUID> ids;
    private final InstantSource clock;
    private final Chores chores = new Chores("hub-enrolments");
    private final Map<EnrolmentId, CommandId> orders = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<EnrolmentId, CommandId> eldest) {
            return size() > ORDERS_MAX;
        }
    };

    public EnrolmentDesk(
            Book book,
            Presence presence,
            Commands commands,
            Templates templates,
            Deliveries deliveries,
            Supplier<UUID> ids,
            InstantSource clock) {
        this.book = book;
        this.presence = presence;
        this.commands = commands;
        this.templates = templates;
        this.deliveries = deliveries;
        this.ids = ids;
        this.clock = clock;
        commands.onReply((_, reply, progress) -> progress.ifPresent(order -> replied(order, reply)));
    }

    /** What came of the wish. */
    public sealed interface Start {

        record Begun(EnrolmentId enrolment) implements Start {}

        /** @param say for who reads English; a page has words of its own for each reason */
        record Refused(Why why, String say) implements Start {}
    }

    /** Why nobody is led now. */
    public enum Why {
        NOBODY,
        NO_CONSENT,
        NO_READER,
        READER_AWAY,
        READER_FULL,
        READER_BUSY,
        PERSON_BUSY,
        TWO_FINGERS,
        NOT_WANTED
    }

    /** What the records made of the wish. */
    private sealed interface Wanted {

        record Yes(Enrolment enrolment) implements Wanted {}

        record No(Why why, String say) implements Wanted {}
    }

    /**
     * Records that the finger is wanted, and orders the reader to lead the person. One that was never laid down is
     * tried again at its place, and takes no second one.
     *
     * @param finger to be led for a finger that is known, where its template does not fit or was lost; null for another
     */
    public synchronized Start start(StaffId staff, DeviceId device, @Nullable EnrolmentId finger) {
        Optional<Wanted.No> away = notNow(staff, device);
        Wanted wanted =
                away.isPresent() ? away.get() : book.database().writeAndWait(tx -> want(tx, staff, device, finger));
        return switch (wanted) {
            case Wanted.No(Why why, String say) -> new Start.Refused(why, say);
            case Wanted.Yes(Enrolment enrolment) -> {
                CommandId order = commands.order(
                        device, (id, at) -> new Enrol(id, at, enrolment.enrolment(), staff, enrolment.position()));
                orders.put(enrolment.enrolment(), order);
                yield new Start.Begun(enrolment.enrolment());
            }
        };
    }

    /** How far the reader is; empty when nobody is being led, and nobody was since the hub started. */
    public synchronized Optional<OrderProgress> progress(EnrolmentId enrolment) {
        CommandId order = orders.get(enrolment);
        return order == null ? Optional.empty() : commands.progress(order);
    }

    /** Whether the reader leads somebody through this one now, as far as it has told. */
    public boolean isLed(EnrolmentId enrolment) {
        return progress(enrolment).filter(this::isUnderWay).isPresent();
    }

    /**
     * Gives up what is being led: the enrolment is withdrawn, and its reader ends when it hears that.
     *
     * @return false when it is too late: the finger stands, or was withdrawn before
     */
    public boolean cancel(EnrolmentId enrolment) {
        return book.database().writeAndWait(tx -> {
            Enrolment now = Enrolments.find(tx, enrolment).orElse(null);
            if (now == null || now.stage() != Enrolment.Stage.WANTED) {
                return false;
            }
            decide(tx, new EnrolmentWithdrawn(enrolment, "cancelled"));
            return true;
        });
    }

    /** Hears of each step of each order; it may only enqueue. */
    public void onChange(Runnable enqueue) {
        commands.onProgress(_ -> enqueue.run());
    }

    @Override
    public void close() {
        chores.close();
    }

    private void replied(OrderProgress progress, Reply reply) {
        String template = reply.template();
        if (progress.order() instanceof Enrol enrol && reply.step() == Reply.Step.DONE && template != null) {
            chores.soon(enrol.command(), () -> keep(enrol, template));
        }
    }

    /** It is kept in one commit with what is wanted of it at the other readers. */
    private void keep(Enrol enrol, String template) {
        boolean kept = book.database().writeAndWait(tx -> {
            Optional<Enrolment> enrolment = Enrolments.find(tx, enrol.enrolment());
            boolean wanted = enrolment.isPresent() && templates.keep(tx, enrolment.get(), template, clock.instant());
            if (wanted) {
                templates.spread(tx, book, presence.sensorSizes());
            }
            return wanted;
        });
        LOG.atInfo()
                .addKeyValue("enrolment", enrol.enrolment())
                .addKeyValue("kept", kept)
                .log("a finger was enrolled");
        deliveries.changed();
    }

    private Optional<Wanted.No> notNow(StaffId staff, DeviceId device) {
        for (Map.Entry<EnrolmentId, CommandId> order : orders.entrySet()) {
            OrderProgress progress =
                    commands.progress(order.getValue()).filter(this::isUnderWay).orElse(null);
            if (progress != null && progress.order() instanceof Enrol other) {
                if (other.staff().equals(staff)) {
                    return no(
                            Why.PERSON_BUSY, staff + " is being led at " + progress.device() + " now: end that first");
                }
                if (progress.device().equals(device)) {
                    return no(Why.READER_BUSY, device + " leads another person now: wait until that has ended");
                }
            }
        }
        return Optional.empty();
    }

    private boolean isUnderWay(OrderProgress progress) {
        Instant latest = progress.at().plus(STEP_MAX);
        return !progress.ended() && clock.instant().isBefore(latest) && presence.online(progress.device());
    }

    private Wanted want(Tx tx, StaffId staff, DeviceId device, @Nullable EnrolmentId finger) throws SQLException {
        StaffMember person = People.find(tx, staff).filter(StaffMember::isHere).orElse(null);
        if (person == null) {
            return new Wanted.No(
                    Why.NOBODY, "nobody here has the staff number " + staff + ": look at the list of staff");
        }
        if (person.consented() == null) {
            return new Wanted.No(
                    Why.NO_CONSENT,
                    "no consent of " + staff + " is on record: record it before a finger is enrolled, or use a PIN");
        }
        if (!Devices.with(tx, StationKind.READER).contains(device)) {
            return new Wanted.No(Why.NO_READER, "device " + device + " has no reader: choose one that has");
        }
        if (!presence.online(device)) {
            return new Wanted.No(
                    Why.READER_AWAY,
                    "the reader " + device + " is not connected: check its power and network, then try again");
        }
        return finger == null ? wantAnother(tx, staff, device) : wantHere(tx, staff, device, finger);
    }

    private Wanted wantHere(Tx tx, StaffId staff, DeviceId device, EnrolmentId finger) throws SQLException {
        for (Enrolment place : Enrolments.of(tx, staff)) {
            boolean here = place.finger().equals(finger) && place.device().equals(device);
            if (here && place.stage() == Enrolment.Stage.WANTED) {
                return new Wanted.Yes(place);
            }
        }
        return new Wanted.No(Why.NOT_WANTED, "that finger is not missing at " + device + ": look at the list again");
    }

    private Wanted wantAnother(Tx tx, StaffId staff, DeviceId device) throws SQLException {
        List<Finger> wanted =
                PersonFingers.of(tx, staff).stream().filter(Finger::isWanted).toList();
        for (Finger finger : wanted) {
            for (Enrolment place : finger.isUntried() ? finger.wantedAt() : List.<Enrolment>of()) {
                if (place.device().equals(device)) {
                    return new Wanted.Yes(place);
                }
                decide(tx, new EnrolmentWithdrawn(place.enrolment(), "tried at another reader"));
            }
        }
        if (wanted.stream().filter(finger -> !finger.isUntried()).count() >= FINGERS_MAX) {
            return new Wanted.No(
                    Why.TWO_FINGERS,
                    staff + " has " + FINGERS_MAX + " fingers already: remove one before another is enrolled");
        }
        try {
            EnrolmentId fresh = new EnrolmentId(ids.get().toString());
            return new Wanted.Yes(Enrolments.want(tx, book, presence.sensorSizes(), fresh, staff, device, null));
        } catch (RuleBrokenException e) {
            return new Wanted.No(Why.READER_FULL, String.valueOf(e.getMessage()));
        }
    }

    private void decide(Tx tx, EnrolmentWithdrawn withdrawn) throws SQLException {
        try {
            book.decide(tx, withdrawn);
        } catch (RuleBrokenException e) {
            throw new IllegalStateException("what is wanted could not be withdrawn", e);
        }
    }

    private static Optional<Wanted.No> no(Why why, String say) {
        return Optional.of(new Wanted.No(why, say));
    }
}
