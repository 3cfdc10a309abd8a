package io.yizhan.hub.staff;

import io.yizhan.hub.devices.Devices;
import io.yizhan.hub.devices.NumberPads;
import io.yizhan.hub.store.Row;
import io.yizhan.hub.store.Rows;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.id.CommandId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.state.StationKind;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * PIN verifiers: sealed where they rest, brought by an order of its own to every device with a counter or with a reader
 * that has a number pad, and taken away from there by another; in no journal. An order is due until its device's
 * journal says that it was carried out.
 */
public final class Pins {

    /** A device that could not take a PIN is not asked again sooner. */
    static final Duration AGAIN_AFTER_FAILURE = Duration.ofHours(1);

    static final String PIN = "pin";

    private final PersonKeys keys;
    private final Supplier<UUID> ids;

    public Pins(SecureRandom random, Supplier<UUID> ids) {
        this.keys = new PersonKeys(random);
        this.ids = ids;
    }

    /**
     * An order that is due.
     *
     * @param verifier of {@code put-pin}; null for {@code drop-pin}
     */
    public record Delivery(
            StaffId staff,
            DeviceId device,
            CommandId command,
            @Nullable String verifier) {

        @Override
        public String toString() {
            return "Delivery[staff=" + staff + ", device=" + device + ", command=" + command + "]";
        }
    }

    /**
     * Sets a person's PIN. Where another was brought before, this one is due at once: also at a device that has not
     * been heard of since the hub started, so that its old one is not forgotten there. {@link #order} does the rest.
     *
     * @param verifier see {@link io.yizhan.protocol.command.PinVerifier}
     */
    public void set(Tx tx, StaffId staff, String verifier, Instant now) throws SQLException {
        byte[] sealed = keys.seal(tx, staff, PIN, verifier);
        tx.update(
                "INSERT INTO pin (staff, verifier, set_ms) VALUES (?, ?, ?) ON CONFLICT (staff) DO UPDATE SET"
                        + " verifier = excluded.verifier, set_ms = excluded.set_ms",
                staff,
                sealed,
                now);
        for (Place known : rowsOf(tx, " WHERE staff = ?", staff)) {
            putAt(tx, known);
        }
    }

    /** Whether {@link #order} has something to do. */
    public boolean ordersLack(Rows rows, NumberPads pads, Instant now) throws SQLException {
        return !lacking(rows, pads).isEmpty()
                || !needless(rows, pads).isEmpty()
                || rows.number("SELECT count(*)" + FAILED, failedBefore(now)) > 0;
    }

    /**
     * Orders each PIN to each device that needs it and was not ordered it, away from each that has no pad any more; and
     * again what failed an hour ago.
     */
    public void order(Tx tx, NumberPads pads, Instant now) throws SQLException {
        for (Place failed : rowsOf(tx, " WHERE command IN (SELECT o.command" + FAILED + ")", failedBefore(now))) {
            anew(tx, failed);
        }
        for (Place needless : needless(tx, pads)) {
            dropAt(tx, needless, ids);
        }
        for (Place lacking : lacking(tx, pads)) {
            putAt(tx, lacking);
        }
    }

    /**
     * Brings nothing more to a device that has left the hall. What it knows is ordered away, if it ever comes again:
     * who leaves meanwhile leaves it, too.
     */
    public static void forget(Tx tx, DeviceId device) throws SQLException {
        for (Place known : rowsOf(tx, " WHERE drops = 0 AND device = ?", device)) {
            dropAt(tx, known, UUID::randomUUID);
        }
    }

    /** The first orders to this device that its journal has not told the outcome of. */
    public List<Delivery> due(Rows rows, DeviceId device, int limit) throws SQLException {
        List<Delivery> due = new ArrayList<>();
        for (Sealed sealed : rows.list(
                "SELECT o.staff, o.device, o.command, o.drops, p.verifier FROM pin_delivery o LEFT JOIN pin p"
                        + " ON p.staff = o.staff WHERE o.device = ? AND (o.drops = 1 OR p.staff IS NOT NULL) AND "
                        + NOT_DONE + " ORDER BY o.staff LIMIT ?",
                Sealed::of,
                device,
                limit)) {
            byte[] verifier = sealed.verifier();
            if (verifier == null) {
                due.add(new Delivery(sealed.staff(), sealed.device(), sealed.command(), null));
            } else {
                keys.open(rows, sealed.staff(), PIN, verifier)
                        .ifPresent(
                                text -> due.add(new Delivery(sealed.staff(), sealed.device(), sealed.command(), text)));
            }
        }
        return due;
    }

    /** The devices of the hall that have not said yet that they no longer know the PIN of this person, who has left. */
    public static List<DeviceId> stillKnownAt(Rows rows, StaffId staff) throws SQLException {
        return rows.list(
                "SELECT o.device FROM pin_delivery o JOIN device d ON d.device = o.device AND d.removed_ms IS NULL"
                        + " WHERE o.staff = ? AND o.drops = 1 AND " + NOT_DONE
                        + " ORDER BY o.device",
                row -> new DeviceId(row.text("device")),
                staff);
    }

    /**
     * That a PIN of somebody in {@code staff s} is only in the journal, as after a restore without a backup that has
     * it: nothing tells where it was brought, nor, of who has left, whether it is gone there.
     */
    static final String UNTRACED = " EXISTS (SELECT 1 FROM pin_span t WHERE t.staff = s.staff) AND NOT EXISTS (SELECT 1"
            + " FROM pin p WHERE p.staff = s.staff) AND (EXISTS (SELECT 1 FROM pin_span t WHERE t.staff = s.staff"
            + " AND t.to_ms IS NULL) OR NOT EXISTS (SELECT 1 FROM pin_delivery o WHERE o.staff = s.staff))"
            + " AND EXISTS (SELECT 1 FROM station d WHERE d.kind IN ('reader', 'counter'))";

    /**
     * Forgets the PIN, and orders every device that may know it to do so; where nothing tells which, each counter and
     * reader.
     */
    static void erase(Tx tx, StaffId staff, Supplier<UUID> ids) throws SQLException {
        Set<Place> knowing = new LinkedHashSet<>(rowsOf(tx, " WHERE staff = ? AND drops = 0", staff));
        if (tx.number("SELECT count(*) FROM staff s WHERE s.staff = ? AND" + UNTRACED, staff) > 0) {
            for (StationKind kind : List.of(StationKind.READER, StationKind.COUNTER)) {
                Devices.with(tx, kind).forEach(device -> knowing.add(new Place(staff, device)));
            }
        }
        tx.update("DELETE FROM pin WHERE staff = ?", staff);
        for (Place place : knowing) {
            dropAt(tx, place, ids);
        }
    }

    private static void dropAt(Tx tx, Place place, Supplier<UUID> ids) throws SQLException {
        tx.update(
                "INSERT INTO pin_delivery (staff, device, command, drops) VALUES (?, ?, ?, 1)"
                        + " ON CONFLICT (staff, device) DO UPDATE SET command = excluded.command, drops = 1",
                place.staff(),
                place.device(),
                new CommandId(ids.get().toString()));
    }

    private void putAt(Tx tx, Place place) throws SQLException {
        tx.update(
                "INSERT INTO pin_delivery (staff, device, command, drops) VALUES (?, ?, ?, 0)"
                        + " ON CONFLICT (staff, device) DO UPDATE SET command = excluded.command, drops = 0",
                place.staff(),
                place.device(),
                new CommandId(ids.get().toString()));
    }

    private void anew(Tx tx, Place place) throws SQLException {
        tx.update(
                "UPDATE pin_delivery SET command = ? WHERE staff = ? AND device = ?",
                new CommandId(ids.get().toString()),
                place.staff(),
                place.device());
    }

    private static final String NOT_DONE =
            "NOT EXISTS (SELECT 1 FROM command_done c WHERE c.device = o.device" + " AND c.command = o.command)";

    private static final String FAILED = " FROM pin_delivery o JOIN command_done c ON c.device = o.device"
            + " AND c.command = o.command WHERE c.outcome = 'failed' AND c.at_ms < ?";

    private static Instant failedBefore(Instant now) {
        return now.minus(AGAIN_AFTER_FAILURE);
    }

    private record Place(StaffId staff, DeviceId device) {

        static Place of(Row row) throws SQLException {
            return new Place(new StaffId(row.text("staff")), new DeviceId(row.text("device")));
        }
    }

    private static List<Place> rowsOf(Rows rows, String which, Object argument) throws SQLException {
        return rows.list("SELECT staff, device FROM pin_delivery" + which, Place::of, argument);
    }

    private static List<Place> lacking(Rows rows, NumberPads pads) throws SQLException {
        Set<DeviceId> needing = new LinkedHashSet<>(Devices.with(rows, StationKind.READER));
        needing.retainAll(pads.with()); // a device is what the hall made it: a kiosk that says so needs none
        needing.addAll(Devices.with(rows, StationKind.COUNTER));
        List<Place> lacking = new ArrayList<>();
        for (DeviceId device : needing) {
            lacking.addAll(rows.list(
                    "SELECT p.staff, ? AS device FROM pin p WHERE NOT EXISTS (SELECT 1 FROM pin_delivery o"
                            + " WHERE o.staff = p.staff AND o.device = ? AND o.drops = 0) ORDER BY p.staff",
                    Place::of,
                    device,
                    device));
        }
        return lacking;
    }

    private static List<Place> needless(Rows rows, NumberPads pads) throws SQLException {
        Set<DeviceId> without = new HashSet<>(pads.without());
        Devices.with(rows, StationKind.COUNTER).forEach(without::remove);
        List<Place> needless = new ArrayList<>();
        for (DeviceId device : without) {
            needless.addAll(rowsOf(rows, " WHERE drops = 0 AND device = ?", device));
        }
        return needless;
    }

    private record Sealed(StaffId staff, DeviceId device, CommandId command, byte @Nullable [] verifier) {

        static Sealed of(Row row) throws SQLException {
            return new Sealed(
                    new StaffId(row.text("staff")),
                    new DeviceId(row.text("device")),
                    new CommandId(row.text("command")),
                    row.flag("drops") ? null : row.bytes("verifier"));
        }
    }
}
