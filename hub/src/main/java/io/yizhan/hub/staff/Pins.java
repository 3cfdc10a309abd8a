package io.yizhan.hub.staff;

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
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * PIN verifiers: sealed where they rest, brought to every device with a counter by an order of its own, and taken away
 * from there by another; in no journal. An order is due until its device's journal says that it was carried out.
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
     * Sets a person's PIN, and orders it to every counter anew.
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
        tx.update("DELETE FROM pin_delivery WHERE staff = ?", staff);
        order(tx, now);
    }

    /** Whether {@link #order} has something to do. */
    public boolean ordersLack(Rows rows, Instant now) throws SQLException {
        return !lacking(rows).isEmpty() || rows.number("SELECT count(*)" + FAILED, failedBefore(now)) > 0;
    }

    /**
     * Orders each PIN to each device with a counter that it was not ordered to; and again where that failed an hour
     * ago.
     */
    public void order(Tx tx, Instant now) throws SQLException {
        tx.update(
                "DELETE FROM pin_delivery WHERE drops = 0 AND command IN (SELECT o.command" + FAILED + ")",
                failedBefore(now));
        for (Place place :
                rowsOf(tx, " WHERE drops = 1 AND command IN (SELECT o.command" + FAILED + ")", failedBefore(now))) {
            anew(tx, place);
        }
        for (Place lacking : lacking(tx)) {
            tx.update(
                    "INSERT INTO pin_delivery (staff, device, command) VALUES (?, ?, ?)",
                    lacking.staff(),
                    lacking.device(),
                    new CommandId(ids.get().toString()));
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

    /** The devices that have not said yet that they no longer know the PIN of this person, who has left. */
    public static List<DeviceId> stillKnownAt(Rows rows, StaffId staff) throws SQLException {
        return rows.list(
                "SELECT o.device FROM pin_delivery o WHERE o.staff = ? AND o.drops = 1 AND " + NOT_DONE
                        + " ORDER BY o.device",
                row -> new DeviceId(row.text("device")),
                staff);
    }

    /** Forgets the PIN, and orders every device that may know it to do so. */
    static void erase(Tx tx, StaffId staff, Supplier<UUID> ids) throws SQLException {
        tx.update("DELETE FROM pin WHERE staff = ?", staff);
        for (Place place : rowsOf(tx, " WHERE staff = ? AND drops = 0", staff)) {
            tx.update(
                    "UPDATE pin_delivery SET drops = 1, command = ? WHERE staff = ? AND device = ?",
                    new CommandId(ids.get().toString()),
                    place.staff(),
                    place.device());
        }
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

    private static List<Place> lacking(Rows rows) throws SQLException {
        return rows.list(
                "SELECT p.staff, d.device FROM pin p JOIN (SELECT DISTINCT device FROM station WHERE kind = ?) d"
                        + " ON NOT EXISTS (SELECT 1 FROM pin_delivery o WHERE o.staff = p.staff"
                        + " AND o.device = d.device) ORDER BY p.staff, d.device",
                Place::of,
                StationKind.COUNTER);
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
