package io.yizhan.hub.attendance.leave;

import io.yizhan.hub.attendance.decision.Askers;
import io.yizhan.hub.attendance.rules.Half;
import io.yizhan.hub.attendance.rules.HalfDay;
import io.yizhan.hub.book.EntryTimes;
import io.yizhan.hub.store.Row;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the records say of leave. */
public final class Leaves {

    private static final String REQUESTS = "SELECT r.*, " + Askers.COLUMN;
    private static final String FILTERED = " FROM leave_request r WHERE from_day <= ? AND to_day >= ?"
            + " AND (? IS NULL OR staff = ?) AND (? IS NULL OR agency = ?) AND (? IS NULL OR state = ?)";

    private Leaves() {}

    /** Leave that counts and touches these days, both included; by person, then by time. */
    public static Map<StaffId, List<Leave>> granted(Rows rows, LocalDate from, LocalDate to) throws SQLException {
        Map<StaffId, List<Leave>> granted = new HashMap<>();
        record Of(StaffId staff, Leave leave) {}
        for (Of each : rows.list(
                "SELECT * FROM leave_request WHERE state = ? AND from_day <= ? AND to_day >= ?"
                        + " ORDER BY staff, from_day, from_half DESC, leave",
                row -> new Of(new StaffId(row.text("staff")), leave(row)),
                LeaveState.GRANTED,
                to,
                from)) {
            granted.computeIfAbsent(each.staff, _ -> new ArrayList<>()).add(each.leave);
        }
        return granted;
    }

    public static Optional<LeaveRequest> find(Rows rows, String leave) throws SQLException {
        Optional<LeaveRequest> found =
                rows.one(REQUESTS + " FROM leave_request r WHERE leave = ?", Leaves::bare, leave);
        return found.isEmpty() ? found : Optional.of(whole(rows, found.get()));
    }

    /** One person's that hold their time: asked for or granted; by their first day. */
    static List<LeaveRequest> standing(Rows rows, StaffId staff) throws SQLException {
        return all(
                rows,
                rows.list(
                        REQUESTS + " FROM leave_request r WHERE staff = ? AND state IN (?, ?) ORDER BY from_day, leave",
                        Leaves::bare,
                        staff,
                        LeaveState.ASKED,
                        LeaveState.GRANTED));
    }

    /** Those that wait for somebody's approval or to be filed, the one asked for first first. */
    public static List<LeaveRequest> waiting(Rows rows) throws SQLException {
        return all(
                        rows,
                        rows.list(
                                REQUESTS + " FROM leave_request r WHERE state = ? OR state = ? AND NOT EXISTS (SELECT"
                                        + " 1 FROM leave_step s WHERE s.leave = r.leave AND (s.kind = ? OR s.capacity"
                                        + " = ?)) ORDER BY asked_ms, leave",
                                Leaves::bare,
                                LeaveState.ASKED,
                                LeaveState.GRANTED,
                                LeaveStep.Kind.FILED,
                                Capacity.CENTRE))
                .stream()
                .filter(each -> each.state() == LeaveState.ASKED || each.waitsForFiling())
                .toList();
    }

    /** Those that the filter lets through, the newest first; at most {@code limit} after the first {@code skip}. */
    public static List<LeaveRequest> list(Rows rows, LeaveFilter filter, int limit, int skip) throws SQLException {
        List<@Nullable Object> arguments = arguments(filter);
        arguments.add(limit);
        arguments.add(skip);
        return all(
                rows,
                rows.list(
                        REQUESTS + FILTERED + " ORDER BY from_day DESC, from_half, leave LIMIT ? OFFSET ?",
                        Leaves::bare,
                        arguments.toArray()));
    }

    /** How many the filter lets through. */
    public static int count(Rows rows, LeaveFilter filter) throws SQLException {
        return Math.toIntExact(
                rows.number("SELECT count(*)" + FILTERED, arguments(filter).toArray()));
    }

    private static List<@Nullable Object> arguments(LeaveFilter filter) {
        List<@Nullable Object> arguments = new ArrayList<>();
        arguments.add(filter.to());
        arguments.add(filter.from());
        for (@Nullable Object each : new @Nullable Object[] {filter.staff(), filter.agency(), filter.state()}) {
            arguments.add(each);
            arguments.add(each);
        }
        return arguments;
    }

    private static List<LeaveRequest> all(Rows rows, List<LeaveRequest> bare) throws SQLException {
        List<LeaveRequest> whole = new ArrayList<>();
        for (LeaveRequest each : bare) {
            whole.add(whole(rows, each));
        }
        return whole;
    }

    private static LeaveRequest whole(Rows rows, LeaveRequest bare) throws SQLException {
        List<LeaveStep> steps =
                rows.list("SELECT * FROM leave_step WHERE leave = ? ORDER BY place", Leaves::step, bare.id());
        return new LeaveRequest(
                bare.leave(),
                bare.staff(),
                bare.agency(),
                bare.askedTo(),
                bare.reason(),
                bare.needs(),
                bare.state(),
                steps,
                bare.asked(),
                bare.askedBy(),
                bare.asker());
    }

    private static LeaveRequest bare(Row row) throws SQLException {
        return new LeaveRequest(
                leave(row),
                new StaffId(row.text("staff")),
                new AgencyId(row.text("agency")),
                half(row, "asked_to"),
                row.text("reason"),
                words(row.text("needs"))
                        .map(each ->
                                Capacity.valueOf(each.toUpperCase(Locale.ROOT).replace('-', '_')))
                        .toList(),
                row.word("state", LeaveState.class),
                List.of(),
                EntryTimes.keptAlways(row, "asked"),
                row.text("account"),
                Askers.of(row));
    }

    private static Leave leave(Row row) throws SQLException {
        return new Leave(
                row.text("leave"),
                row.word("type", LeaveType.class),
                half(row, "from"),
                half(row, "to"),
                words(row.text("slots")).toList());
    }

    private static LeaveStep step(Row row) throws SQLException {
        return new LeaveStep(
                row.word("kind", LeaveStep.Kind.class),
                row.wordOrNull("capacity", Capacity.class),
                row.textOrNull("reason"),
                row.textOrNull("from_day") == null ? null : half(row, "from"),
                row.text("account"),
                EntryTimes.keptAlways(row, "at"));
    }

    private static HalfDay half(Row row, String name) throws SQLException {
        return new HalfDay(row.day(name + "_day"), row.word(name + "_half", Half.class));
    }

    private static Stream<String> words(String text) {
        return text.isEmpty() ? Stream.of() : Stream.of(text.split(" ", -1));
    }
}
