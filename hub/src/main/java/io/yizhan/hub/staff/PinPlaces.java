package io.yizhan.hub.staff;

import io.yizhan.hub.book.Book;
import io.yizhan.hub.devices.NumberPads;
import io.yizhan.hub.store.Rows;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.fact.CommandDone;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.state.StationKind;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * At which readers each PIN could be typed, and when. Which order was whose PIN stands in no journal, so the hub
 * records what came of it.
 */
public final class PinPlaces {

    private PinPlaces() {}

    /** Whether {@link #tell} has something to do. */
    public static boolean untold(Rows rows, NumberPads pads) throws SQLException {
        return !arrived(rows, pads).isEmpty() || !gone(rows, pads).isEmpty();
    }

    /** Records where a PIN has arrived, and where it can be typed no longer. */
    public static void tell(Tx tx, Book book, NumberPads pads, Instant now) throws SQLException {
        for (Arrival arrival : arrived(tx, pads)) {
            book.record(tx, new PinConfirmed(arrival.staff, arrival.device, arrival.since(now)));
        }
        for (PinWithdrawn withdrawn : gone(tx, pads)) {
            book.record(tx, withdrawn);
        }
    }

    /**
     * A PIN at a reader that says that it has a number pad now.
     *
     * @param taken when the reader took it, by its journal
     * @param set when the person got a PIN; null where nothing tells
     * @param ended when it could last be typed there; null for never
     */
    private record Arrival(
            StaffId staff,
            DeviceId device,
            Instant taken,
            @Nullable Instant set,
            @Nullable Instant ended) {

        /** A clock that was wrong may name a moment before the PIN was set; a pad that came back tells none. */
        Instant since(Instant now) {
            if (ended != null && !taken.isAfter(ended)) {
                return now;
            }
            return set != null && set.isAfter(taken) ? set : taken;
        }
    }

    private static List<Arrival> arrived(Rows rows, NumberPads pads) throws SQLException {
        return rows
                .list(
                        "SELECT o.staff, o.device, c.at_ms, (SELECT s.from_ms FROM pin_span s WHERE s.staff = o.staff AND"
                                + " s.to_ms IS NULL) AS set_ms, (SELECT max(p.to_ms) FROM pin_place p WHERE p.staff ="
                                + " o.staff AND p.device = o.device) AS ended_ms FROM pin_delivery o JOIN command_done c"
                                + " ON c.device = o.device AND c.command = o.command WHERE o.drops = 0 AND c.outcome = ?"
                                + " AND o.device IN (SELECT device FROM station WHERE kind = ?) AND NOT EXISTS (SELECT 1"
                                + " FROM pin_place p WHERE p.staff = o.staff AND p.device = o.device AND p.to_ms IS NULL)"
                                + " ORDER BY o.staff, o.device",
                        row -> new Arrival(
                                new StaffId(row.text("staff")),
                                new DeviceId(row.text("device")),
                                row.instant("at_ms"),
                                row.instantOrNull("set_ms"),
                                row.instantOrNull("ended_ms")),
                        CommandDone.Outcome.DONE,
                        StationKind.READER)
                .stream()
                .filter(arrival -> pads.with().contains(arrival.device))
                .toList();
    }

    /** Ordered away, without a pad, or no reader any more. */
    private static List<PinWithdrawn> gone(Rows rows, NumberPads pads) throws SQLException {
        record Open(PinWithdrawn end, boolean over) {}
        return rows
                .list(
                        "SELECT p.staff, p.device, CASE WHEN EXISTS (SELECT 1 FROM pin_delivery o WHERE o.staff = p.staff"
                                + " AND o.device = p.device AND o.drops = 1) OR NOT EXISTS (SELECT 1 FROM station s WHERE"
                                + " s.device = p.device AND s.kind = ?) THEN 1 ELSE 0 END AS is_over FROM pin_place p"
                                + " WHERE p.to_ms IS NULL ORDER BY p.staff, p.device",
                        row -> new Open(
                                new PinWithdrawn(new StaffId(row.text("staff")), new DeviceId(row.text("device"))),
                                row.flag("is_over")),
                        StationKind.READER)
                .stream()
                .filter(open -> open.over || pads.without().contains(open.end.device()))
                .map(Open::end)
                .toList();
    }
}
