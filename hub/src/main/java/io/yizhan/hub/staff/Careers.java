package io.yizhan.hub.staff;

import io.yizhan.hub.store.Row;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who worked for which agency, as its chief or as whose stand-in, and when. */
public final class Careers {

    private static final String TOUCHES = " WHERE from_day <= ? AND (to_day IS NULL OR to_day >= ?) ORDER BY ";

    private Careers() {}

    /**
     * The SQL that joins, as {@code w}, what somebody was assigned to on the day of a record: the record is of that
     * agency, whatever came later, and of none where the person was not employed.
     *
     * @param record the alias of a table with the columns staff and day
     */
    public static String joinedOnItsDay(String record) {
        return " LEFT JOIN assignment w ON w.staff = " + record + ".staff AND w.from_day <= " + record + ".day"
                + " AND (w.to_day IS NULL OR w.to_day >= " + record + ".day)";
    }

    /** All that touch these days, both included; by staff number, then by day. */
    public static List<Assignment> assignments(Rows rows, LocalDate from, LocalDate to) throws SQLException {
        return rows.list(
                "SELECT staff, agency, from_day, to_day FROM assignment" + TOUCHES + "staff, from_day",
                Careers::assignment,
                to,
                from);
    }

    /** All that touch these days, both included; by the A person's number, then by day. */
    public static List<StandIn> standIns(Rows rows, LocalDate from, LocalDate to) throws SQLException {
        return rows.list(
                "SELECT a, b, from_day, to_day FROM stand_in" + TOUCHES + "a, from_day", Careers::standIn, to, from);
    }

    /** All that touch these days, both included; by agency, then by day. */
    public static List<Chief> chiefs(Rows rows, LocalDate from, LocalDate to) throws SQLException {
        return rows.list(
                "SELECT agency, staff, from_day, to_day FROM chief" + TOUCHES + "agency, from_day",
                Careers::chief,
                to,
                from);
    }

    /**
     * One person's whole time in the hall, each list by day.
     *
     * @param standIns as A and as B
     */
    public record Career(
            List<Assignment> assignments, List<Particulars> particulars, List<Chief> chiefs, List<StandIn> standIns) {

        public Career {
            assignments = List.copyOf(assignments);
            particulars = List.copyOf(particulars);
            chiefs = List.copyOf(chiefs);
            standIns = List.copyOf(standIns);
        }
    }

    /** Empty lists for somebody who is unknown. */
    public static Career of(Rows rows, StaffId staff) throws SQLException {
        return new Career(
                rows.list(
                        "SELECT staff, agency, from_day, to_day FROM assignment WHERE staff = ? ORDER BY from_day",
                        Careers::assignment,
                        staff),
                rows.list(
                        "SELECT from_day, name, post FROM particulars WHERE staff = ? ORDER BY from_day",
                        row -> new Particulars(row.day("from_day"), row.text("name"), row.textOrNull("post")),
                        staff),
                rows.list(
                        "SELECT agency, staff, from_day, to_day FROM chief WHERE staff = ? ORDER BY from_day",
                        Careers::chief,
                        staff),
                rows.list(
                        "SELECT a, b, from_day, to_day FROM stand_in WHERE a = ? OR b = ? ORDER BY from_day, a",
                        Careers::standIn,
                        staff,
                        staff));
    }

    static @Nullable LocalDate dayOrNull(Row row, String column) throws SQLException {
        return row.textOrNull(column) == null ? null : row.day(column);
    }

    private static Assignment assignment(Row row) throws SQLException {
        return new Assignment(
                new StaffId(row.text("staff")),
                new AgencyId(row.text("agency")),
                row.day("from_day"),
                dayOrNull(row, "to_day"));
    }

    private static StandIn standIn(Row row) throws SQLException {
        return new StandIn(
                new StaffId(row.text("a")), new StaffId(row.text("b")), row.day("from_day"), dayOrNull(row, "to_day"));
    }

    private static Chief chief(Row row) throws SQLException {
        return new Chief(
                new AgencyId(row.text("agency")),
                new StaffId(row.text("staff")),
                row.day("from_day"),
                dayOrNull(row, "to_day"));
    }
}
