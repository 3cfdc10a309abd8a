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
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * PIN verifiers: sealed where they rest, brought to every device with a counter by an order of its own, and in no
 * journal. An order is due until its device's journal says that it was carried out.
 */
public final class Pins {

    /** A device that could not take a PIN is not asked again sooner. */
    static final Duration AGAIN_AFTER_FAILURE = Duration.ofHours(1);

    private static final String PIN = "pin";

    private final PersonKeys keys;
    private final Supplier<UUID> ids;

    public Pins(SecureRandom random, Supplier<UUID> ids) {
        this.keys = new PersonKeys(random);
        this.ids = ids;
    }

    /** An order {@code put-pin} that is due. */
    public record Delivery(StaffId staff, DeviceId device, CommandId command, String verifier) {

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
        tx.update("DELETE FROM pin_delivery WHERE command IN (SELECT o.command" + FAILED + ")", failedBefore(now));
        for (Lacking lacking : lacking(tx)) {
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
                "SELECT o.staff, o.device, o.command, p.verifier FROM pin_delivery o JOIN pin p ON p.staff = o.staff"
                        + " WHERE o.device = ? AND NOT EXISTS (SELECT 1 FROM command_done c"
                        + " WHERE c.device = o.device AND c.command = o.command) ORDER BY o.staff LIMIT ?",
                Sealed::of,
                device,
                limit)) {
            Optional<String> verifier = keys.open(rows, sealed.staff(), PIN, sealed.verifier());
            verifier.ifPresent(text -> due.add(new Delivery(sealed.staff(), sealed.device(), sealed.command(), text)));
        }
        return due;
    }

    /** Erases what proves this person: the key, and with it all that it sealed. */
    public void erase(Tx tx, StaffId staff) throws SQLException {
        keys.destroy(tx, staff);
        tx.update("DELETE FROM pin_delivery WHERE staff = ?", staff);
        tx.update("DELETE FROM pin WHERE staff = ?", staff);
    }

    private static final String FAILED = " FROM pin_delivery o JOIN command_done c ON c.device = o.device"
            + " AND c.command = o.command WHERE c.outcome = 'failed' AND c.at_ms < ?";

    private static Instant failedBefore(Instant now) {
        return now.minus(AGAIN_AFTER_FAILURE);
    }

    private record Lacking(StaffId staff, DeviceId device) {}

    private static List<Lacking> lacking(Rows rows) throws SQLException {
        return rows.list(
                "SELECT p.staff, d.device FROM pin p JOIN (SELECT DISTINCT device FROM station WHERE kind = ?) d"
                        + " ON NOT EXISTS (SELECT 1 FROM pin_delivery o WHERE o.staff = p.staff"
                        + " AND o.device = d.device) ORDER BY p.staff, d.device",
                row -> new Lacking(new StaffId(row.text("staff")), new DeviceId(row.text("device"))),
                StationKind.COUNTER);
    }

    private record Sealed(StaffId staff, DeviceId device, CommandId command, byte[] verifier) {

        static Sealed of(Row row) throws SQLException {
            return new Sealed(
                    new StaffId(row.text("staff")),
                    new DeviceId(row.text("device")),
                    new CommandId(row.text("command")),
                    row.bytes("verifier"));
        }
    }
}
