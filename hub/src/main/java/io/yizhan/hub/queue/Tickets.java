package io.yizhan.hub.queue;

import io.yizhan.hub.book.EntryTimes;
import io.yizhan.hub.queue.HallTicket.Standing;
import io.yizhan.hub.store.Row;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.fact.Priority;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.TicketId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What the records say of tickets. */
public final class Tickets {

    private static final String TICKET = "SELECT t.ticket, t.device, t.service, t.priority, t.ahead, t.issued_ms,"
            + " t.issued_earliest_ms, t.issued_latest_ms,"
            + " t.printed, t.voided, t.calls, t.transfers, t.unconfirmed, t.waiting, t.to_service, t.to_counter"
            + " FROM ticket t";

    private Tickets() {}

    /** Who waits on this day, who came first first. */
    public static List<HallTicket> waiting(Rows rows, LocalDate day) throws SQLException {
        return rows.list(
                TICKET + " WHERE t.day = ? AND t.waiting = 1 ORDER BY t.issued_ms, t.series, t.number",
                Tickets::ticket,
                day);
    }

    /** Who waits on this day and may be called to this counter, who came first first. */
    public static List<HallTicket> waitingFor(Rows rows, LocalDate day, CounterId counter) throws SQLException {
        return rows.list(
                TICKET + " WHERE t.day = ? AND t.waiting = 1 AND (t.to_counter = ? OR t.to_counter IS NULL AND EXISTS"
                        + " (SELECT 1 FROM service_counter s WHERE s.service = COALESCE(t.to_service, t.service)"
                        + " AND s.counter = ?)) ORDER BY t.issued_ms, t.series, t.number",
                Tickets::ticket,
                day,
                counter,
                counter);
    }

    /** Whose tickets arrived so late that they may have gone, on this day. */
    public static List<HallTicket> unconfirmed(Rows rows, LocalDate day) throws SQLException {
        return rows.list(
                TICKET + " WHERE t.day = ? AND t.unconfirmed = 1 AND t.voided IS NULL AND t.calls = t.transfers"
                        + " ORDER BY t.issued_ms, t.series, t.number",
                Tickets::ticket,
                day);
    }

    /** The tickets of a day, the newest first; those that were voided too. */
    public static List<HallTicket> of(Rows rows, LocalDate day, int limit) throws SQLException {
        return rows.list(
                TICKET + " WHERE t.day = ? ORDER BY t.issued_ms DESC, t.series, t.number DESC LIMIT ?",
                Tickets::ticket,
                day,
                limit);
    }

    public static Optional<HallTicket> find(Rows rows, TicketId ticket) throws SQLException {
        return rows.one(
                TICKET + " WHERE t.day = ? AND t.series = ? AND t.number = ?",
                Tickets::ticket,
                ticket.day(),
                ticket.series(),
                ticket.number());
    }

    /** How many tickets of this day count: all but the voided. */
    public static int count(Rows rows, LocalDate day) throws SQLException {
        return Math.toIntExact(rows.number(
                "SELECT count(*) FROM ticket WHERE day = ? AND issued_ms IS NOT NULL AND voided IS NULL", day));
    }

    private static HallTicket ticket(Row row) throws SQLException {
        String kiosk = row.textOrNull("device");
        String service = row.textOrNull("service");
        Priority priority = row.wordOrNull("priority", Priority.class);
        String toService = row.textOrNull("to_service");
        String toCounter = row.textOrNull("to_counter");
        return new HallTicket(
                TicketId.of(row.text("ticket")),
                kiosk == null ? null : new DeviceId(kiosk),
                service == null ? null : new ServiceId(service),
                priority == null ? Priority.NONE : priority,
                row.integerOrNull("ahead"),
                EntryTimes.kept(row, "issued"),
                standing(row),
                toService == null ? null : new ServiceId(toService),
                toCounter == null ? null : new CounterId(toCounter));
    }

    private static Standing standing(Row row) throws SQLException {
        if (row.textOrNull("voided") != null) {
            return Standing.VOIDED;
        }
        if (row.number("calls") != row.number("transfers")) {
            return Standing.CALLED;
        }
        if (row.flag("unconfirmed")) {
            return Standing.UNCONFIRMED;
        }
        return row.flag("waiting") ? Standing.WAITING : Standing.ISSUED;
    }
}
