package io.yizhan.hub.queue;

import io.yizhan.hub.book.EntryTimes;
import io.yizhan.hub.store.Row;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.TicketId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the records say of calls. */
public final class HallCalls {

    private static final String CALL = "SELECT c.call, c.ticket, c.counter, c.staff, c.called_ms, c.reason, c.local,"
            + " CASE WHEN c.made_ms IS NULL THEN c.told_earliest_ms ELSE c.made_earliest_ms END AS called_earliest_ms,"
            + " CASE WHEN c.made_ms IS NULL THEN c.told_latest_ms ELSE c.made_latest_ms END AS called_latest_ms,"
            + " c.told_ms, c.told_earliest_ms, c.told_latest_ms,"
            + " c.recalled_ms, c.recalled_earliest_ms, c.recalled_latest_ms, c.recalls,"
            + " c.ended_ms, c.ended_earliest_ms, c.ended_latest_ms, c.outcome,"
            + " c.transferred_ms, c.transferred_earliest_ms, c.transferred_latest_ms, c.transfer_reason,"
            + " CASE WHEN c.told_ms IS NULL THEN c.returned_ms END AS returned_ms,"
            + " CASE WHEN c.told_ms IS NULL THEN c.returned_earliest_ms END AS returned_earliest_ms,"
            + " CASE WHEN c.told_ms IS NULL THEN c.returned_latest_ms END AS returned_latest_ms,"
            + " COALESCE(t.to_service, t.service) AS service, EXISTS (SELECT 1 FROM call n WHERE n.counter = c.counter"
            + " AND (n.called_ms > c.called_ms OR n.called_ms = c.called_ms AND n.made_seq > c.made_seq)) AS superseded"
            + " FROM call c LEFT JOIN ticket t ON t.ticket = c.ticket";

    /** Of a call {@code c}: the hub did not let its ticket wait again, or its counter told of it after all. */
    static final String STANDS = "(c.returned_ms IS NULL OR c.told_ms IS NOT NULL)";

    private HallCalls() {}

    /** Whether this person has called anybody. */
    public static boolean hasCalled(Rows rows, StaffId staff) throws SQLException {
        return rows.number("SELECT EXISTS (SELECT 1 FROM call WHERE staff = ?)", staff) > 0;
    }

    public static Optional<TicketCall> find(Rows rows, CallId call) throws SQLException {
        return rows.one(CALL + " WHERE c.call = ?", HallCalls::call, call);
    }

    /** The newest calls since then, the newest first. */
    public static List<TicketCall> since(Rows rows, Instant since, int limit) throws SQLException {
        return rows.list(
                CALL + " WHERE c.called_ms >= ? ORDER BY c.called_ms DESC, c.made_seq DESC LIMIT ?",
                HallCalls::call,
                since,
                limit);
    }

    /** All calls of a ticket, the first first. */
    public static List<TicketCall> of(Rows rows, TicketId ticket) throws SQLException {
        return rows.list(CALL + " WHERE c.ticket = ? ORDER BY c.called_ms, c.call", HallCalls::call, ticket);
    }

    /** The newest call of a counter since then. */
    public static Optional<TicketCall> newest(Rows rows, CounterId counter, Instant since) throws SQLException {
        return rows.one(
                CALL + " WHERE c.counter = ? AND c.called_ms >= ? ORDER BY c.called_ms DESC, c.made_seq DESC LIMIT 1",
                HallCalls::call,
                counter,
                since);
    }

    /**
     * What the hub called to this counter in that time, and the counter never told. That is one call at most, the
     * newest of such: of older ones the counter was asked for the next only after it was told, in a journal that may be
     * lost. None of a ticket that another counter has called.
     */
    public static Optional<TicketCall> untold(Rows rows, CounterId counter, Instant since, Instant before)
            throws SQLException {
        return rows.one(
                CALL + " WHERE c.counter = ? AND c.called_ms >= ? AND c.called_ms < ? AND c.made_ms IS NOT NULL"
                        + " AND c.told_ms IS NULL AND c.ended_ms IS NULL AND c.transferred_ms IS NULL"
                        + " AND c.returned_ms IS NULL AND t.calls = t.transfers + 1 AND NOT EXISTS"
                        + " (SELECT 1 FROM call n WHERE n.counter = c.counter AND n.called_ms > c.called_ms"
                        + " AND n.made_ms IS NOT NULL AND n.told_ms IS NULL) ORDER BY c.call LIMIT 1",
                HallCalls::call,
                counter,
                since,
                before);
    }

    private static TicketCall call(Row row) throws SQLException {
        String ticket = row.textOrNull("ticket");
        String service = row.textOrNull("service");
        String counter = row.textOrNull("counter");
        String staff = row.textOrNull("staff");
        return new TicketCall(
                new CallId(row.text("call")),
                ticket == null ? null : TicketId.of(ticket),
                service == null ? null : new ServiceId(service),
                counter == null ? null : new CounterId(counter),
                staff == null ? null : new StaffId(staff),
                EntryTimes.kept(row, "called"),
                row.wordOrNull("reason", CallReason.class),
                row.flag("local"),
                EntryTimes.kept(row, "told"),
                EntryTimes.kept(row, "recalled"),
                row.integer("recalls"),
                EntryTimes.kept(row, "ended"),
                row.wordOrNull("outcome", TicketCall.Outcome.class),
                EntryTimes.kept(row, "transferred"),
                row.textOrNull("transfer_reason"),
                EntryTimes.kept(row, "returned"),
                row.flag("superseded"));
    }
}
