package io.yizhan.hub.queue;

import io.yizhan.hub.book.Entry;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.TicketId;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows of calls: one half from the hub's journal, the other from the counter's, in either order. Where both name the
 * ticket, the counter or the person, the hub's word stands.
 */
final class CallFold {

    private CallFold() {}

    static void made(Tx tx, Entry entry, CallMade made) throws SQLException {
        Optional<TicketId> before = ticket(tx, made.call());
        ensure(tx, made.call());
        tx.update(
                "UPDATE call SET ticket = ?, counter = ?, staff = ?, reason = ?, made_ms = ?, made_seq = ? WHERE call = ?",
                made.ticket(),
                made.counter(),
                made.staff(),
                made.reason(),
                entry.time().at(),
                entry.seq(),
                made.call());
        TicketFold.recount(tx, made.ticket());
        if (before.isPresent() && !before.get().equals(made.ticket())) {
            TicketFold.recount(tx, before.get());
        }
    }

    static void transferred(Tx tx, Entry entry, CallTransferred transferred) throws SQLException {
        ensure(tx, transferred.call());
        tx.update(
                "UPDATE call SET transferred_ms = ?, transferred_seq = ?, to_service = ?, to_counter = ?,"
                        + " transfer_reason = ? WHERE call = ?",
                entry.time().at(),
                entry.seq(),
                transferred.toService(),
                transferred.toCounter(),
                transferred.reason(),
                transferred.call());
        Optional<TicketId> ticket = ticket(tx, transferred.call());
        if (ticket.isPresent()) {
            TicketFold.recount(tx, ticket.get());
        }
    }

    /**
     * The counter knows of the call: it was told, or it called without the hub. Of several that say so, which no sound
     * device does, the first stands.
     */
    static void told(Tx tx, Entry entry, CallId call, TicketId ticket, boolean local) throws SQLException {
        Optional<Seat> seat = seat(tx, entry);
        Optional<TicketId> before = ticket(tx, call);
        ensure(tx, call);
        tx.update(
                "UPDATE call SET ticket = CASE WHEN made_ms IS NULL THEN ? ELSE ticket END,"
                        + " counter = CASE WHEN made_ms IS NULL THEN ? ELSE counter END,"
                        + " staff = CASE WHEN made_ms IS NULL THEN ? ELSE staff END,"
                        + " told_at = ?, device = ?, journal = ?, seq = ?, told_ms = ?, local = ?"
                        + " WHERE call = ? AND (told_ms IS NULL OR (?, ?, ?) < (told_ms, journal, seq))",
                ticket,
                seat.map(Seat::counter).orElse(null),
                seat.map(Seat::staff).orElse(null),
                seat.map(Seat::counter).orElse(null),
                entry.device(),
                entry.journal(),
                entry.seq(),
                entry.time().at(),
                local,
                call,
                entry.time().at(),
                entry.journal(),
                entry.seq());
        TicketFold.recount(tx, ticket);
        if (before.isPresent() && !before.get().equals(ticket)) {
            TicketFold.recount(tx, before.get());
        }
        if (seat.isPresent()) {
            CounterFold.serving(tx, entry, seat.get().counter, call);
        }
    }

    static void recalled(Tx tx, Entry entry, CallId call) throws SQLException {
        ensure(tx, call);
        tx.update(
                "UPDATE call SET recalls = recalls + 1, recalled_ms ="
                        + " CASE WHEN recalled_ms > ? THEN recalled_ms ELSE ? END WHERE call = ?",
                entry.time().at(),
                entry.time().at(),
                call);
    }

    /** The later end stands; of two at the same moment the one that was finished. */
    static void ended(Tx tx, Entry entry, CallId call, TicketCall.Outcome outcome) throws SQLException {
        ensure(tx, call);
        CounterFold.ended(tx, entry, call);
        tx.update(
                "UPDATE call SET ended_ms = ?, outcome = ? WHERE call = ? AND (ended_ms IS NULL OR ended_ms < ?"
                        + " OR ended_ms = ? AND ? < outcome)",
                entry.time().at(),
                outcome,
                call,
                entry.time().at(),
                entry.time().at(),
                outcome);
    }

    private record Seat(CounterId counter, @Nullable StaffId staff) {}

    /**
     * At which of its counters a device calls: a {@code called-locally} does not say. It is the one with somebody
     * signed in and no call that goes on, by this journal alone; of several, the one signed in last.
     */
    private static Optional<Seat> seat(Tx tx, Entry entry) throws SQLException {
        return tx.one(
                "SELECT s.counter, s.staff FROM counter_state s WHERE s.device = ? AND s.journal = ?"
                        + " ORDER BY CASE WHEN s.staff IS NULL THEN 1 ELSE 0 END,"
                        + " CASE WHEN s.serving IS NULL THEN 0 ELSE 1 END, s.signed_seq DESC, s.counter LIMIT 1",
                row -> {
                    String staff = row.textOrNull("staff");
                    return new Seat(new CounterId(row.text("counter")), staff == null ? null : new StaffId(staff));
                },
                entry.device(),
                entry.journal());
    }

    private static Optional<TicketId> ticket(Tx tx, CallId call) throws SQLException {
        return tx.one(
                "SELECT ticket FROM call WHERE call = ? AND ticket IS NOT NULL",
                row -> TicketId.of(row.text("ticket")),
                call);
    }

    private static void ensure(Tx tx, CallId call) throws SQLException {
        tx.update("INSERT INTO call (call) VALUES (?) ON CONFLICT (call) DO NOTHING", call);
    }
}
