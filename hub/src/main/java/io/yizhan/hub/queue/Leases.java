package io.yizhan.hub.queue;

import io.yizhan.hub.book.Book;
import io.yizhan.hub.devices.Devices;
import io.yizhan.hub.store.Row;
import io.yizhan.hub.store.Rows;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.TicketId;
import io.yizhan.protocol.state.DeviceConfig.Lease;
import io.yizhan.protocol.state.StationConfig;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which numbers a kiosk may give. They are granted ahead, so that it prints with the hub away; to a journal and not to
 * a device, so that a wiped card never gives a number twice; and once, whatever fails.
 */
public final class Leases {

    /** Numbers in one lease. */
    public static final int NUMBERS = 400;

    /** Days with a lease, today among them: the hub may be away over a long holiday. */
    public static final int DAYS = 8;

    /** More than a hall grants in a day for one series. */
    private static final int LOST_NUMBERS = 10 * NUMBERS;

    /** A further lease is granted when three quarters of the newest are used. */
    private static final int FURTHER_AFTER = NUMBERS * 3 / 4;

    private Leases() {}

    /** What this device may give from this day on, whatever journal has it; by day, series and number. */
    public static List<Lease> of(Rows rows, DeviceId device, LocalDate from) throws SQLException {
        return rows.list(
                "SELECT day, series, from_number, to_number, journal FROM lease WHERE device = ? AND day >= ?"
                        + " ORDER BY day, series, from_number",
                Leases::lease,
                device,
                from);
    }

    /** Whether {@link #grant} would grant something. */
    public static boolean wanted(Rows rows, DeviceId device, JournalId journal, LocalDate today) throws SQLException {
        for (SeriesId series : series(rows, device)) {
            for (int ahead = 0; ahead < DAYS; ahead++) {
                if (next(rows, device, journal, series, today.plusDays(ahead)).isPresent()) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Grants this journal what it lacks for today and the next days; nothing to a device without a kiosk.
     *
     * @return what is new
     */
    public static List<LeaseGranted> grant(Tx tx, Book book, DeviceId device, JournalId journal, LocalDate today)
            throws SQLException {
        List<LeaseGranted> granted = new ArrayList<>();
        for (SeriesId series : series(tx, device)) {
            for (int ahead = 0; ahead < DAYS; ahead++) {
                Optional<LeaseGranted> next = next(tx, device, journal, series, today.plusDays(ahead));
                if (next.isPresent()) {
                    book.record(tx, next.get());
                    granted.add(next.get());
                }
            }
        }
        return granted;
    }

    /**
     * Sets numbers aside that a lost hub may have granted after what is known of it: no kiosk is given them again.
     *
     * @param journal anything but a kiosk's
     */
    public static void setAside(Tx tx, Book book, JournalId journal, LocalDate today) throws SQLException {
        for (SeriesId series : HallServices.series(tx)) {
            for (int ahead = -1; ahead <= DAYS; ahead++) {
                LocalDate day = today.plusDays(ahead);
                int from = 1 + granted(tx, day, series);
                int to = Math.min(from + LOST_NUMBERS - 1, TicketId.NUMBER_MAX);
                if (from <= to) {
                    book.record(tx, new LeaseGranted(DeviceId.HUB, journal, series, day, from, to));
                }
            }
        }
    }

    private static int granted(Rows rows, LocalDate day, SeriesId series) throws SQLException {
        return Math.toIntExact(
                rows.number("SELECT max(to_number) FROM lease WHERE day = ? AND series = ?", day, series));
    }

    /**
     * Whether the hub that was lost before the newest restore can have granted numbers of this day: also of series that
     * nothing is known of, which {@link #setAside} could not set aside. Days of a restore are those of UTC; the hall's
     * are a day off at most.
     */
    private static boolean lostHubMayHaveGranted(Rows rows, LocalDate day) throws SQLException {
        Optional<LocalDate> restored = rows.one(
                "SELECT e.at_ms FROM store s JOIN journal j ON j.device = ? AND j.journal = s.hub_journal"
                        + " JOIN entry e ON e.device = j.device AND e.journal = j.journal AND e.seq = j.base + 1"
                        + " WHERE s.epoch > 1",
                row -> LocalDate.ofInstant(row.instant("at_ms"), ZoneOffset.UTC),
                DeviceId.HUB);
        return restored.isPresent()
                && !day.isBefore(restored.get().minusDays(1))
                && !day.isAfter(restored.get().plusDays(DAYS));
    }

    /** Whether a lease of this device holds this number. */
    public static boolean covers(Rows rows, DeviceId device, TicketId ticket) throws SQLException {
        return rows.number(
                        "SELECT count(*) FROM lease WHERE device = ? AND day = ? AND series = ? AND from_number <= ?"
                                + " AND to_number >= ?",
                        device,
                        ticket.day(),
                        ticket.series(),
                        ticket.number(),
                        ticket.number())
                > 0;
    }

    private static List<SeriesId> series(Rows rows, DeviceId device) throws SQLException {
        return Devices.stations(rows, device).stream()
                .filter(StationConfig.Kiosk.class::isInstance)
                .flatMap(kiosk -> ((StationConfig.Kiosk) kiosk).series().stream())
                .distinct()
                .toList();
    }

    /** The lease that is missing; none where there is one with room, or where the day's numbers are used up. */
    private static Optional<LeaseGranted> next(
            Rows rows, DeviceId device, JournalId journal, SeriesId series, LocalDate day) throws SQLException {
        Optional<Lease> newest = rows.one(
                "SELECT day, series, from_number, to_number, journal FROM lease WHERE device = ? AND journal = ?"
                        + " AND series = ? AND day = ? ORDER BY from_number DESC LIMIT 1",
                Leases::lease,
                device,
                journal,
                series,
                day);
        if (newest.isPresent() && used(rows, newest.get()) < FURTHER_AFTER) {
            return Optional.empty();
        }
        int granted = granted(rows, day, series);
        int from = 1 + (granted == 0 && lostHubMayHaveGranted(rows, day) ? LOST_NUMBERS : granted);
        if (from > TicketId.NUMBER_MAX) {
            return Optional.empty();
        }
        int to = Math.min(from + NUMBERS - 1, TicketId.NUMBER_MAX);
        return Optional.of(new LeaseGranted(device, journal, series, day, from, to));
    }

    /** How far the kiosk has come in a lease: it gives the numbers in their order. */
    private static int used(Rows rows, Lease lease) throws SQLException {
        long newest = rows.number(
                "SELECT max(number) FROM ticket WHERE day = ? AND series = ? AND number BETWEEN ? AND ?",
                lease.day(),
                lease.series(),
                lease.from(),
                lease.to());
        return newest == 0 ? 0 : Math.toIntExact(newest) - lease.from() + 1;
    }

    private static Lease lease(Row row) throws SQLException {
        return new Lease(
                row.day("day"),
                new SeriesId(row.text("series")),
                row.integer("from_number"),
                row.integer("to_number"),
                new JournalId(row.text("journal")));
    }
}
