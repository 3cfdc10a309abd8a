package io.yizhan.hub.attendance.leave;

import io.yizhan.hub.book.EntryTimes;
import io.yizhan.hub.store.Row;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.DeviceId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/** What the records say of dead readers' waivers. */
public final class Waivers {

    private Waivers() {}

    /** Those that stand and touch these days, both included; by their begin. */
    public static List<Waiver> standing(Rows rows, LocalDate from, LocalDate to) throws SQLException {
        return rows.list(
                "SELECT * FROM waiver WHERE withdrawn_ms IS NULL AND from_time < ? AND to_time > ?"
                        + " ORDER BY from_time, waiver",
                Waivers::waiver,
                to.plusDays(1).atStartOfDay().toString(),
                from.atStartOfDay().toString());
    }

    /** All, also those that were withdrawn, the newest first; at most {@code limit} after the first {@code skip}. */
    public static List<WaiverRecord> list(Rows rows, int limit, int skip) throws SQLException {
        return rows.list(
                "SELECT * FROM waiver ORDER BY from_time DESC, waiver LIMIT ? OFFSET ?", Waivers::record, limit, skip);
    }

    /** How many there are, also of those that were withdrawn. */
    public static int count(Rows rows) throws SQLException {
        return Math.toIntExact(rows.number("SELECT count(*) FROM waiver"));
    }

    public static Optional<WaiverRecord> find(Rows rows, String waiver) throws SQLException {
        return rows.one("SELECT * FROM waiver WHERE waiver = ?", Waivers::record, waiver);
    }

    private static Waiver waiver(Row row) throws SQLException {
        return new Waiver(
                row.text("waiver"),
                new DeviceId(row.text("device")),
                LocalDateTime.parse(row.text("from_time")),
                LocalDateTime.parse(row.text("to_time")));
    }

    private static WaiverRecord record(Row row) throws SQLException {
        return new WaiverRecord(
                waiver(row),
                row.text("reason"),
                row.text("evidence"),
                EntryTimes.keptAlways(row, "granted"),
                row.text("account"),
                EntryTimes.kept(row, "withdrawn"),
                row.textOrNull("withdrawn_by"),
                row.textOrNull("why"));
    }
}
