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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * PIN verifiers: sealed where they rest, brought to every device with a counter by an order of its own, and in no journal. An
 * order is due until its device's journal says that it was carried out.
 */
public final class Pins {

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
        order(tx);
    }

    /**
     * Gives each PIN that a counter's device has not been ordered to know an order.
     *
     * @return how many are new
     */
    public int order(Tx tx) throws SQLException {
        List<Delivery> missing = tx.list(
                "SELECT p.staff, d.device FROM pin p JOIN (SELECT DISTINCT device FROM station WHERE kind = ?) d"
                        + " WHERE NOT EXISTS (SELECT 1 FROM pin_delivery o WHERE o.staff = p.staff"
                        + " AND o.device = d.device) ORDER BY p.staff, d.device",
                row -> new Delivery(new StaffId(row.text("staff")), new DeviceId(row.text("device")), command(), ""),
                StationKind.COUNTER);
        for (Delivery delivery : missing) {
            tx.update(
                    "INSERT INTO pin_delivery (staff, device, command) VALUES (?, ?, ?)",
                    delivery.staff(),
                    delivery.device(),
                    delivery.command());
        }
        return missing.size();
    }

    /** The orders to this device that its journal has not told the outcome of. */
    public List<Delivery> due(Rows rows, DeviceId device) throws SQLException {
        List<Delivery> due = new ArrayList<>();
        for (Sealed sealed : rows.list(
                "SELECT o.staff, o.device, o.command, p.verifier FROM pin_delivery o JOIN pin p ON p.staff = o.staff"
                        + " WHERE o.device = ? AND NOT EXISTS (SELECT 1 FROM command_done c"
                        + " WHERE c.device = o.device AND c.command = o.command) ORDER BY o.staff",
                Sealed::of,
                device)) {
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

    private CommandId command() {
        return new CommandId(ids.get().toString());
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
