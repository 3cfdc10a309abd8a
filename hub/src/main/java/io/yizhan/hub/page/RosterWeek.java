package io.yizhan.hub.page;

import io.yizhan.hub.attendance.leave.Leave;
import io.yizhan.hub.attendance.leave.Leaves;
import io.yizhan.hub.attendance.roster.Front;
import io.yizhan.hub.attendance.roster.Rosters;
import io.yizhan.hub.attendance.rules.Half;
import io.yizhan.hub.attendance.rules.HalfDay;
import io.yizhan.hub.staff.Assignment;
import io.yizhan.hub.staff.Careers;
import io.yizhan.hub.staff.People;
import io.yizhan.hub.staff.StaffMember;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A week of an agency's roster as its page shows it. */
public final class RosterWeek {

    static final int DAYS = 7;

    private RosterWeek() {}

    /**
     * A half-day across the top.
     *
     * @param set whether a roster says who is at the front; else nobody is missed there
     * @param fronts how many of the agency's own people are at the front
     */
    public record Column(HalfDay half, String day, String name, boolean set, boolean open, int fronts) {}

    /** A person; one cell for each column. */
    public record Line(StaffMember person, List<Cell> cells) {}

    /**
     * One person's half-day.
     *
     * @param employed whether the person works for the agency then
     * @param leave the word for why the person is away; empty while not
     * @param value what the form says of it
     */
    public record Cell(boolean employed, boolean front, String leave, String value, String label) {

        /** In one line: at the front or the back where a roster was set, and the leave. */
        String says(Speech speech, boolean set) {
            String place = !employed || !set ? "" : speech.say(front ? "roster.front" : "roster.back");
            return place.isEmpty() || leave.isEmpty() ? place + leave : place + " " + leave;
        }
    }

    static List<Column> columns(Speech speech, LocalDate monday, Map<HalfDay, List<StaffId>> fronts, boolean keeps) {
        List<Column> columns = new ArrayList<>();
        for (HalfDay half : halves(monday)) {
            List<StaffId> front = fronts.get(half);
            columns.add(new Column(
                    half,
                    LeaveWords.day(speech, half.day()),
                    speech.say("leave.half." + Json.wireName(half.half())),
                    front != null,
                    keeps && !half.day().isBefore(speech.today()),
                    front == null ? 0 : front.size()));
        }
        return columns;
    }

    private static List<HalfDay> halves(LocalDate monday) {
        List<HalfDay> halves = new ArrayList<>();
        for (int i = 0; i < DAYS; i++) {
            for (Half half : Half.values()) {
                halves.add(new HalfDay(monday.plusDays(i), half));
            }
        }
        return halves;
    }

    static List<Line> lines(
            Rows rows,
            Speech speech,
            AgencyId agency,
            LocalDate monday,
            Map<HalfDay, List<StaffId>> fronts,
            @Nullable StaffId own)
            throws SQLException {
        LocalDate sunday = monday.plusDays(DAYS - 1);
        Map<StaffId, List<Assignment>> assignments = new HashMap<>();
        for (Assignment each : Careers.assignments(rows, monday, sunday)) {
            if (each.agency().equals(agency)) {
                assignments
                        .computeIfAbsent(each.staff(), _ -> new ArrayList<>())
                        .add(each);
            }
        }
        Map<StaffId, List<Leave>> leaves = Leaves.granted(rows, monday, sunday);
        List<Line> lines = new ArrayList<>();
        for (StaffMember person : People.all(rows)) {
            List<Assignment> times = assignments.get(person.staff());
            if (times == null || (own != null && !own.equals(person.staff()))) {
                continue;
            }
            List<Cell> cells = new ArrayList<>();
            for (HalfDay half : halves(monday)) {
                boolean employed = times.stream().anyMatch(each -> holds(each, half.day()));
                String leave = leaves.getOrDefault(person.staff(), List.of()).stream()
                        .filter(each -> each.coversHalf(half.day(), half.half()))
                        .findFirst()
                        .map(each -> speech.say("leave.type." + Json.wireName(each.type())))
                        .orElse("");
                cells.add(new Cell(
                        employed,
                        fronts.getOrDefault(half, List.of()).contains(person.staff()),
                        leave,
                        half.day() + "/" + Json.wireName(half.half()) + "/" + person.staff(),
                        person.name() + " " + LeaveWords.day(speech, half.day()) + " "
                                + speech.say("leave.half." + Json.wireName(half.half()))));
            }
            lines.add(new Line(person, cells));
        }
        return lines;
    }

    private static boolean holds(Assignment assignment, LocalDate day) {
        LocalDate to = assignment.to();
        return !assignment.from().isAfter(day) && (to == null || !to.isBefore(day));
    }

    /** Of these fronts who works for the agency on that day: a roster set ahead still names who has left since. */
    static Map<HalfDay, List<StaffId>> employed(
            Rows rows, AgencyId agency, LocalDate monday, Map<HalfDay, List<StaffId>> fronts) throws SQLException {
        List<Assignment> assignments = Careers.assignments(rows, monday, monday.plusDays(DAYS - 1));
        Map<HalfDay, List<StaffId>> employed = new TreeMap<>();
        fronts.forEach((half, front) -> employed.put(
                half,
                front.stream()
                        .filter(staff -> assignments.stream()
                                .anyMatch(each -> each.staff().equals(staff)
                                        && each.agency().equals(agency)
                                        && holds(each, half.day())))
                        .toList()));
        return employed;
    }

    static Map<HalfDay, List<StaffId>> fronts(Rows rows, AgencyId agency, LocalDate monday) throws SQLException {
        Map<HalfDay, List<StaffId>> fronts = new TreeMap<>();
        for (Front front : Rosters.fronts(rows, monday, monday.plusDays(DAYS - 1))) {
            if (front.agency().equals(agency)) {
                fronts.put(front.half(), front.staff());
            }
        }
        return fronts;
    }
}
