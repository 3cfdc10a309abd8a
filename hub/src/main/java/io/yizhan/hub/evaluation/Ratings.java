package io.yizhan.hub.evaluation;

import io.yizhan.hub.book.EntryTimes;
import io.yizhan.hub.staff.Careers;
import io.yizhan.hub.store.Row;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.SessionId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.TicketId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the records say of ratings. */
public final class Ratings {

    /** From this level on a citizen is satisfied: 3 基本满意. */
    public static final int SATISFIED_FROM = 3;

    private static final String POSTED = Careers.joinedOnItsDay("r");

    private static final String FROM = " FROM rating_session r LEFT JOIN staff s ON s.staff = r.staff" + POSTED
            + " LEFT JOIN call c ON c.call = r.call LEFT JOIN ticket t ON t.ticket = c.ticket"
            + " WHERE r.day BETWEEN ? AND ? AND (? IS NULL OR r.counter = ?)"
            + " AND (? IS NULL OR w.agency = ?) AND (? IS NULL OR r.staff = ?)"
            + " AND (? IS NULL OR r.outcome = ?) AND (? IS NULL OR r.level = ?)";

    private Ratings() {}

    /** Those that the filter lets through, the newest first; at most {@code limit} after the first {@code skip}. */
    public static List<RatingSession> list(Rows rows, RatingFilter filter, int limit, int skip) throws SQLException {
        return rows.list(
                "SELECT r.session, r.device, r.opened_ms, r.call, c.ticket, t.service, r.counter, r.staff, s.name,"
                        + " r.outcome, r.ended_ms, r.level, r.reason,"
                        + " r.opened_earliest_ms, r.opened_latest_ms, r.ended_earliest_ms, r.ended_latest_ms" + FROM
                        + " ORDER BY r.opened_ms DESC, r.session LIMIT ? OFFSET ?",
                Ratings::session,
                and(arguments(filter), limit, skip));
    }

    /** How many the filter lets through. */
    public static int count(Rows rows, RatingFilter filter) throws SQLException {
        return Math.toIntExact(rows.number("SELECT count(*)" + FROM, arguments(filter)));
    }

    /**
     * The counts of these days, both included.
     *
     * @param agency null for the whole hall
     * @param staff null for everybody there
     */
    public static RatingTotals totals(
            Rows rows, LocalDate from, LocalDate to, @Nullable AgencyId agency, @Nullable StaffId staff)
            throws SQLException {
        return rows.one(
                        "SELECT count(CASE WHEN outcome = 'given' THEN 1 END) AS given,"
                                + " count(CASE WHEN outcome = 'missed' THEN 1 END) AS missed,"
                                + " count(CASE WHEN outcome = 'given' AND level >= ? THEN 1 END) AS satisfied"
                                + " FROM rating_session r" + POSTED
                                + " WHERE r.day BETWEEN ? AND ? AND call IS NOT NULL"
                                + " AND (? IS NULL OR w.agency = ?) AND (? IS NULL OR r.staff = ?)",
                        row -> new RatingTotals(row.integer("given"), row.integer("missed"), row.integer("satisfied")),
                        SATISFIED_FROM,
                        from,
                        to,
                        agency,
                        agency,
                        staff,
                        staff)
                .orElse(RatingTotals.NONE);
    }

    private static @Nullable Object[] arguments(RatingFilter filter) {
        return new @Nullable Object[] {
            filter.from(),
            filter.to(),
            filter.counter(),
            filter.counter(),
            filter.agency(),
            filter.agency(),
            filter.staff(),
            filter.staff(),
            filter.outcome(),
            filter.outcome(),
            filter.level(),
            filter.level()
        };
    }

    private static @Nullable Object[] and(@Nullable Object[] arguments, int limit, int skip) {
        @Nullable Object[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = limit;
        all[arguments.length + 1] = skip;
        return all;
    }

    private static RatingSession session(Row row) throws SQLException {
        String call = row.textOrNull("call");
        String ticket = row.textOrNull("ticket");
        String service = row.textOrNull("service");
        return new RatingSession(
                new SessionId(row.text("session")),
                new DeviceId(row.text("device")),
                EntryTimes.keptAlways(row, "opened"),
                call == null ? null : new CallId(call),
                ticket == null ? null : TicketId.of(ticket),
                service == null ? null : new ServiceId(service),
                new CounterId(row.text("counter")),
                new StaffId(row.text("staff")),
                row.textOrNull("name"),
                row.wordOrNull("outcome", RatingSession.Outcome.class),
                EntryTimes.kept(row, "ended"),
                row.integerOrNull("level"),
                row.textOrNull("reason"));
    }
}
