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
                "UPDATE call SET ticket = ?, counter = ?, staff = ?, reason = ?, made_ms = ?, made_earliest_ms = ?,"
                        + " made_latest_ms = ?, made_seq = ? WHERE call = ?",
                made.ticket(),
                made.counter(),
                made.staff(),
                made.reason(),
                entry.time().at(),
                entry.time().doubtEarliest(),
                entry.time().doubtLatest(),
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
                "UPDATE call SET transferred_ms = ?, transferred_earliest_ms = ?, transferred_latest_ms = ?,"
                        + " transferred_seq = ?, to_service = ?, to_counter = ?, transfer_reason = ? WHERE call = ?",
                entry.time().at(),
                entry.time().doubtEarliest(),
                entry.time().doubtLatest(),
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

    static void returned(Tx tx, Entry entry, CallReturned returned) throws SQLException {
        ensure(tx, returned.call());
        tx.update(
                "UPDATE call SET returned_ms = ?, returned_earliest_ms = ?, returned_latest_ms = ? WHERE call = ?",
                entry.time().at(),
                entry.time().doubtEarliest(),
                entry.time().doubtLatest(),
                returned.call());
        Optional<TicketId> ticket = ticket(tx, returned.call());
        if (ticket.isPresent()) {
            TicketFold.recount(tx, ticket.get());
        }
    }

    /**
     * The counter knows of the call: it was told, or it called without the hub. Of several that say so, which no sound
     * device does, the first by journal and number stands, whatever their times are settled to be.
     */
    static void told(Tx tx, Entry entry, CallId call, TicketId ticket, boolean local) throws SQLException {
        Optional<Seat> seat = seat(tx, entry);
        Optional<TicketId> before = ticket(tx, call);
        ensure(tx, call);
        tx.update(
                "UPDATE call SET ticket = CASE WHEN made_ms IS NULL THEN ? ELSE ticket END,"
                        + " counter = CASE WHEN made_ms IS NULL THEN ? ELSE counter END,"
                        + " staff = CASE WHEN made_ms IS NULL THEN ? ELSE staff END,"
                        + " told_at = ?, device = ?, journal = ?, seq = ?, told_ms = ?, told_earliest_ms = ?,"
                        + " told_latest_ms = ?, local = ?"
                        + " WHERE call = ? AND (told_ms IS NULL OR (?, ?) < (journal, seq))",
                ticket,
                seat.map(Seat::counter).orElse(null),
                seat.map(Seat::staff).orElse(null),
                seat.map(Seat::counter).orElse(null),
                entry.device(),
                entry.journal(),
                entry.seq(),
                entry.time().at(),
                entry.time().doubtEarliest(),
                entry.time().doubtLatest(),
                local,
                call,
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
        tx.update("UPDATE call SET recalls = recalls + 1 WHERE call = ?", call);
        say(tx, entry, call, RECALLED, null);
    }

    /** The later end stands; of two at the same moment the one that was finished. */
    static void ended(Tx tx, Entry entry, CallId call, TicketCall.Outcome outcome) throws SQLException {
        ensure(tx, call);
        CounterFold.ended(tx, entry, call);
        say(tx, entry, call, ENDED, outcome);
    }

    static void retold(Tx tx, Entry entry, CallId call) throws SQLException {
        tx.update(
                "UPDATE call SET told_ms = ?, told_earliest_ms = NULL, told_latest_ms = NULL"
                        + " WHERE call = ? AND device = ? AND journal = ? AND seq = ?",
                entry.time().at(),
                call,
                entry.device(),
                entry.journal(),
                entry.seq());
    }

    /** The time of a recall or an end is settled. */
    static void retime(Tx tx, Entry entry, CallId call) throws SQLException {
        tx.update(
                "UPDATE call_word SET at_ms = ?, earliest_ms = NULL, latest_ms = NULL"
                        + " WHERE call = ? AND device = ? AND journal = ? AND seq = ?",
                entry.time().at(),
                call,
                entry.device(),
                entry.journal(),
                entry.seq());
        conclude(tx, call);
    }

    private static final String RECALLED = "recalled";
    private static final String ENDED = "ended";

    private static void say(Tx tx, Entry entry, CallId call, String word, TicketCall.@Nullable Outcome outcome)
            throws SQLException {
        tx.update(
                "INSERT INTO call_word (call, device, journal, word, seq, at_ms, earliest_ms, latest_ms, outcome)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (call, device, journal, word) DO UPDATE SET"
                        + " seq = excluded.seq, at_ms = excluded.at_ms, earliest_ms = excluded.earliest_ms,"
                        + " latest_ms = excluded.latest_ms, outcome = excluded.outcome"
                        + " WHERE excluded.seq > call_word.seq",
                call,
                entry.device(),
                entry.journal(),
                word,
                entry.seq(),
                entry.time().at(),
                entry.time().doubtEarliest(),
                entry.time().doubtLatest(),
                outcome);
        conclude(tx, call);
    }

    /** What the journals' last words on a call come to, in whatever order they came. */
    private static void conclude(Tx tx, CallId call) throws SQLException {
        tx.update(
                "UPDATE call SET (recalled_ms, recalled_earliest_ms, recalled_latest_ms) ="
                        + " (SELECT w.at_ms, w.earliest_ms, w.latest_ms FROM call_word w" + LAST
                        + "), (ended_ms, ended_earliest_ms, ended_latest_ms,"
                        + " outcome) = (SELECT w.at_ms, w.earliest_ms, w.latest_ms, w.outcome FROM call_word w" + LAST
                        + ") WHERE call = ?",
                RECALLED,
                ENDED,
                call);
    }

    private static final String LAST = " WHERE w.call = call.call AND w.word = ?"
            + " ORDER BY w.at_ms DESC, w.outcome, w.device, w.journal LIMIT 1";

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
