package io.yizhan.hub.attendance;

import io.yizhan.hub.book.EntryTimes;
import io.yizhan.hub.staff.Careers;
import io.yizhan.hub.store.Row;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.fact.PunchUnknown;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/** What the records say of punches. */
public final class Punches {

    private static final String FROM = " FROM punch p LEFT JOIN staff s ON s.staff = p.staff"
            + Careers.joinedOnItsDay("p") + " LEFT JOIN agency a ON a.agency = w.agency"
            + " WHERE (p.day BETWEEN ? AND ? OR p.last_day >= ? AND p.first_day <= ?)"
            + " AND (? IS NULL OR p.staff = ?) AND (? IS NULL OR w.agency = ?) AND (? IS NULL OR p.device = ?)";

    private Punches() {}

    /**
     * Those that the filter lets through, the newest first; one that is uncertain stands under every day that it may be
     * of; at most {@code limit} after the first {@code skip}.
     */
    public static List<PunchRecord> list(Rows rows, PunchFilter filter, int limit, int skip) throws SQLException {
        return rows.list(
                "SELECT p.device, p.journal, p.seq, p.staff, s.name, a.name AS agency, p.method, p.score, p.day,"
                        + " p.at_ms, p.earliest_ms, p.latest_ms, p.time_source, p.flagged" + FROM
                        + " ORDER BY p.at_ms DESC, p.device, p.journal, p.seq LIMIT ? OFFSET ?",
                Punches::punch,
                filter.from(),
                filter.to(),
                filter.from(),
                filter.to(),
                filter.staff(),
                filter.staff(),
                filter.agency(),
                filter.agency(),
                filter.device(),
                filter.device(),
                limit,
                skip);
    }

    /** How many the filter lets through. */
    public static int count(Rows rows, PunchFilter filter) throws SQLException {
        return Math.toIntExact(rows.number(
                "SELECT count(*)" + FROM,
                filter.from(),
                filter.to(),
                filter.from(),
                filter.to(),
                filter.staff(),
                filter.staff(),
                filter.agency(),
                filter.agency(),
                filter.device(),
                filter.device()));
    }

    /** Who has punched on this day, by staff number; what may be of another day is no proof. */
    public static List<StaffId> whoPunched(Rows rows, LocalDate day) throws SQLException {
        return rows.list(
                "SELECT DISTINCT staff FROM punch WHERE day = ? AND first_day IS NULL ORDER BY staff",
                row -> new StaffId(row.text("staff")),
                day);
    }

    /** Whether any punch is this person's. */
    public static boolean hasPunched(Rows rows, StaffId staff) throws SQLException {
        return rows.number("SELECT EXISTS (SELECT 1 FROM punch WHERE staff = ?)", staff) > 0;
    }

    /** The fingers of this day that nobody could be found for, the newest first. */
    public static List<UnknownFinger> unknown(Rows rows, LocalDate day, int limit) throws SQLException {
        return rows.list(
                "SELECT device, at_ms, earliest_ms AS at_earliest_ms, latest_ms AS at_latest_ms, reason"
                        + " FROM unknown_finger WHERE day = ? ORDER BY at_ms DESC LIMIT ?",
                row -> new UnknownFinger(
                        new DeviceId(row.text("device")),
                        EntryTimes.keptAlways(row, "at"),
                        row.word("reason", PunchUnknown.Reason.class)),
                day,
                limit);
    }

    private static PunchRecord punch(Row row) throws SQLException {
        return new PunchRecord(
                new DeviceId(row.text("device")),
                new JournalId(row.text("journal")),
                row.number("seq"),
                new StaffId(row.text("staff")),
                row.textOrNull("name"),
                row.textOrNull("agency"),
                row.word("method", Punch.Method.class),
                row.integerOrNull("score"),
                row.day("day"),
                EntryTimes.time(row));
    }
}
