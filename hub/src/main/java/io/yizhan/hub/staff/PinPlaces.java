package io.yizhan.hub.staff;

import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.HubFact;
import io.yizhan.hub.devices.NumberPads;
import io.yizhan.hub.store.Rows;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.fact.CommandDone;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.state.StationKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * At which readers each PIN could be typed, and when. Which order was whose PIN stands in no journal, so the hub
 * records what came of it.
 */
public final class PinPlaces {

    private PinPlaces() {}

    /** Whether {@link #tell} has something to do. */
    public static boolean untold(Rows rows, NumberPads pads) throws SQLException {
        return !news(rows, pads).isEmpty();
    }

    /** Records where a PIN has arrived, and where it can be typed no longer. */
    public static void tell(Tx tx, Book book, NumberPads pads) throws SQLException {
        for (HubFact fact : news(tx, pads)) {
            book.record(tx, fact);
        }
    }

    private static List<HubFact> news(Rows rows, NumberPads pads) throws SQLException {
        List<HubFact> news = new ArrayList<>();
        rows
                .list(
                        "SELECT o.staff, o.device, c.at_ms FROM pin_delivery o JOIN command_done c ON c.device ="
                                + " o.device AND c.command = o.command WHERE o.drops = 0 AND c.outcome = ? AND o.device IN"
                                + " (SELECT device FROM station WHERE kind = ?) AND NOT EXISTS (SELECT 1 FROM pin_place p"
                                + " WHERE p.staff = o.staff AND p.device = o.device AND p.to_ms IS NULL) ORDER BY o.staff,"
                                + " o.device",
                        row -> new PinConfirmed(
                                new StaffId(row.text("staff")), new DeviceId(row.text("device")), row.instant("at_ms")),
                        CommandDone.Outcome.DONE,
                        StationKind.READER)
                .stream()
                .filter(confirmed -> !pads.without().contains(confirmed.device()))
                .forEach(news::add);
        rows
                .list(
                        "SELECT p.staff, p.device, (SELECT count(*) FROM pin_delivery o WHERE o.staff = p.staff AND"
                                + " o.device = p.device AND o.drops = 1) AS dropped FROM pin_place p WHERE p.to_ms IS NULL"
                                + " ORDER BY p.staff, p.device",
                        row -> new Open(
                                new PinWithdrawn(new StaffId(row.text("staff")), new DeviceId(row.text("device"))),
                                row.flag("dropped")))
                .stream()
                .filter(open -> open.dropped || pads.without().contains(open.end.device()))
                .map(Open::end)
                .forEach(news::add);
        return news;
    }

    /** A place that stands, and what would end it. */
    private record Open(PinWithdrawn end, boolean dropped) {}
}
