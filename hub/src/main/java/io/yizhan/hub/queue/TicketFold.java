package io.yizhan.hub.queue;

import io.yizhan.hub.book.Entry;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.fact.TicketIssued;
import io.yizhan.protocol.fact.TicketPrinted;
import io.yizhan.protocol.fact.TicketVoided;
import io.yizhan.protocol.id.TicketId;
import java.sql.SQLException;

/**
 * Rows of tickets. A row is there once its kiosk, or a decision on it, has spoken of it. Where two journals issue one
 * number, which leases rule out, the first issue stands; paper that came out once is out; of several reasons for a void
 * the first by the alphabet.
 */
final class TicketFold {

    private TicketFold() {}

    static void issued(Tx tx, Entry entry, TicketIssued issued) throws SQLException {
        ensure(tx, issued.ticket());
        tx.update(
                "UPDATE ticket SET device = ?, service = ?, priority = ?, appointment = ?, ahead = ?, issued_ms = ?,"
                        + " issued_earliest_ms = ?, issued_latest_ms = ?" + BY_KEY
                        + " AND (issued_ms IS NULL OR (?, ?, ?, ?, COALESCE(?, ''), ?)"
                        + " < (issued_ms, device, service, priority, COALESCE(appointment, ''), ahead))",
                entry.device(),
                issued.service(),
                issued.priority(),
                issued.appointment(),
                issued.ahead(),
                entry.time().at(),
                entry.time().doubtEarliest(),
                entry.time().doubtLatest(),
                issued.ticket().day(),
                issued.ticket().series(),
                issued.ticket().number(),
                entry.time().at(),
                entry.device(),
                issued.service(),
                issued.priority(),
                issued.appointment(),
                issued.ahead());
    }

    static void reissued(Tx tx, Entry entry, TicketIssued issued) throws SQLException {
        tx.update(
                "UPDATE ticket SET issued_ms = ?, issued_earliest_ms = NULL, issued_latest_ms = NULL" + BY_KEY
                        + " AND device = ?",
                entry.time().at(),
                issued.ticket().day(),
                issued.ticket().series(),
                issued.ticket().number(),
                entry.device());
    }

    static void printed(Tx tx, Entry entry, TicketPrinted printed) throws SQLException {
        ensure(tx, printed.ticket());
        tx.update(
                "UPDATE ticket SET printed = CASE WHEN printed = 'printed' THEN printed ELSE ? END, printed_ms ="
                        + " CASE WHEN printed_ms > ? THEN printed_ms ELSE ? END" + BY_KEY,
                printed.outcome(),
                entry.time().at(),
                entry.time().at(),
                printed.ticket().day(),
                printed.ticket().series(),
                printed.ticket().number());
    }

    static void voided(Tx tx, TicketVoided voided) throws SQLException {
        ensure(tx, voided.ticket());
        TicketId ticket = voided.ticket();
        tx.update(
                "UPDATE ticket SET voided = CASE WHEN voided < ? THEN voided ELSE ? END" + BY_KEY,
                voided.reason(),
                voided.reason(),
                ticket.day(),
                ticket.series(),
                ticket.number());
    }

    static void unconfirmed(Tx tx, TicketId ticket, boolean unconfirmed) throws SQLException {
        ensure(tx, ticket);
        tx.update(
                "UPDATE ticket SET unconfirmed = ?" + BY_KEY,
                unconfirmed,
                ticket.day(),
                ticket.series(),
                ticket.number());
    }

    /**
     * Counts again the calls of a ticket that stand, and where the newest transfer sent it; a ticket that has no row
     * yet gets none.
     */
    static void recount(Tx tx, TicketId ticket) throws SQLException {
        tx.update(
                "UPDATE ticket SET calls = (SELECT count(*) FROM call c WHERE c.ticket = ticket.ticket AND "
                        + HallCalls.STANDS + "), transfers ="
                        + " (SELECT count(*) FROM call c WHERE c.ticket = ticket.ticket AND c.transferred_ms IS NOT NULL),"
                        + " to_service = (SELECT c.to_service FROM call c" + NEWEST_TRANSFER + "), to_counter ="
                        + " (SELECT c.to_counter FROM call c" + NEWEST_TRANSFER + ")" + BY_KEY,
                ticket.day(),
                ticket.series(),
                ticket.number());
    }

    private static final String BY_KEY = " WHERE day = ? AND series = ? AND number = ?";

    private static final String NEWEST_TRANSFER = " WHERE c.ticket = ticket.ticket AND c.transferred_ms IS NOT NULL"
            + " ORDER BY c.transferred_seq DESC LIMIT 1";

    private static void ensure(Tx tx, TicketId ticket) throws SQLException {
        int added = tx.update(
                "INSERT INTO ticket (day, series, number, ticket) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (day, series, number) DO NOTHING",
                ticket.day(),
                ticket.series(),
                ticket.number(),
                ticket);
        if (added > 0) {
            recount(tx, ticket);
        }
    }
}
