package io.yizhan.hub.attendance.rules;

import io.yizhan.hub.store.Row;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

/** What the records say of rules and holidays. */
public final class RulesOnRecord {

    private RulesOnRecord() {}

    public static RuleBook rules(Rows rows) throws SQLException {
        return new RuleBook(
                rows.list("SELECT rules FROM attendance_rules", row -> read(row, "rules", AttendanceRules.class)));
    }

    /** By year. */
    public static List<HolidayYear> years(Rows rows) throws SQLException {
        return rows.list(
                "SELECT announced FROM holiday_year ORDER BY year", row -> read(row, "announced", HolidayYear.class));
    }

    public static Calendar calendar(Rows rows) throws SQLException {
        return new Calendar(years(rows));
    }

    private static <T> T read(Row row, String column, Class<T> type) throws SQLException {
        try {
            return Json.read(row.text(column).getBytes(StandardCharsets.UTF_8), type);
        } catch (UnreadableException e) {
            throw new SQLException("the record of rules cannot be read: " + e.getMessage(), e);
        }
    }
}
