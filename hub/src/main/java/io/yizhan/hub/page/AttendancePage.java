package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.yizhan.hub.access.Reach;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.attendance.month.Months;
import io.yizhan.hub.attendance.reckoning.Mark;
import io.yizhan.hub.attendance.reckoning.PersonDay;
import io.yizhan.hub.attendance.reckoning.PersonMonth;
import io.yizhan.hub.attendance.reckoning.SlotOutcome;
import io.yizhan.hub.attendance.reckoning.Tally;
import io.yizhan.hub.attendance.rules.AttendanceRules;
import io.yizhan.hub.attendance.rules.Calendar;
import io.yizhan.hub.attendance.rules.DayKind;
import io.yizhan.hub.attendance.rules.RuleBook;
import io.yizhan.hub.attendance.rules.RulesOnRecord;
import io.yizhan.hub.http.Download;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.Route;
import io.yizhan.hub.report.Figure;
import io.yizhan.hub.sheet.Format;
import io.yizhan.hub.staff.Agency;
import io.yizhan.hub.staff.People;
import io.yizhan.hub.staff.StaffMember;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** 考勤: a month as people down and days across, one mark a slot; a day opens to what made it so. */
public final class AttendancePage {

    private final Site site;
    private final Months months;

    AttendancePage(Site site, Months months) {
        this.site = site;
        this.months = months;
    }

    /**
     * What the template shows.
     *
     * @param missingYear whose holidays are not on record; null when none is missing
     */
    public record View(
            Frame frame,
            YearMonth month,
            @Nullable AgencyId agency,
            List<Agency> agencies,
            List<DayColumn> days,
            List<Line> lines,
            @Nullable Integer missingYear,
            boolean hasRules) {

        public String address(YearMonth other) {
            return Tab.ATTENDANCE.path() + "?month=" + other + (agency == null ? "" : "&agency=" + agency.text());
        }

        /** A day's outcomes, for who hears the page. */
        public String inWords(PersonDay day) {
            return day.slots().stream()
                    .map(slot -> outcome(frame.speech(), slot))
                    .collect(Collectors.joining(frame.say("list.comma")));
        }

        public String file(String ending) {
            return Tab.ATTENDANCE.path() + "." + ending + "?month=" + month
                    + (agency == null ? "" : "&agency=" + agency.text());
        }
    }

    /**
     * A day across the top.
     *
     * @param words the day as it is written in full
     */
    public record DayColumn(
            LocalDate day,
            String words,
            DayKind kind,
            @Nullable String holiday,
            boolean today) {
        public boolean isFree() {
            return kind.isFree();
        }
    }

    /** A person's line; {@code cells} has one for each column, null where the person is not employed here. */
    public record Line(StaffId staff, String name, Agency agency, List<@Nullable PersonDay> cells, Tally sum) {

        public String anchor() {
            return AttendancePage.anchor(staff, agency.agency());
        }

        public String days(int halfDays) {
            return Figure.days(halfDays);
        }

        public int lateMinutes() {
            return sum.lateMin().stream().mapToInt(Integer::intValue).sum();
        }
    }

    List<Route> routes() {
        return List.of(
                Route.get(Tab.ATTENDANCE.path(), Right.SEE_ATTENDANCE, this::show),
                Route.get(Tab.ATTENDANCE.path() + ".csv", Right.SEE_ATTENDANCE, ctx -> file(ctx, Format.CSV)),
                Route.get(Tab.ATTENDANCE.path() + ".xlsx", Right.SEE_ATTENDANCE, ctx -> file(ctx, Format.XLSX)));
    }

    private void show(Context ctx) {
        site.show(ctx, "attendance", view(ctx));
    }

    private void file(Context ctx, Format format) {
        View view = view(ctx);
        Download.answer(ctx, format, "attendance-" + view.month, sheet -> AttendanceSheet.write(view, sheet));
    }

    private View view(Context ctx) {
        Frame frame = site.frame(ctx, Tab.ATTENDANCE);
        Query query = new Query(ctx);
        YearMonth month = query.month("month", YearMonth.from(frame.speech().today()));
        Reach.Within within = Gate.within(ctx, query.id("agency", AgencyId::new), null);
        return site.<View>read(rows -> view(rows, frame, month, within, Gate.reach(ctx)));
    }

    private View view(Rows rows, Frame frame, YearMonth month, Reach.Within within, Reach reach) throws SQLException {
        Map<AgencyId, Agency> agencies = new HashMap<>();
        for (Agency agency : People.everyAgency(rows)) {
            agencies.put(agency.agency(), agency);
        }
        Map<StaffId, String> names = new HashMap<>();
        for (StaffMember person : People.all(rows)) {
            names.put(person.staff(), person.name());
        }
        RuleBook rules = RulesOnRecord.rules(rows);
        Calendar calendar = RulesOnRecord.calendar(rows);
        List<DayColumn> columns = columns(month, frame.speech(), rules, calendar);
        List<Line> lines = new ArrayList<>();
        for (PersonMonth person : months.known(
                        rows,
                        month.atDay(1),
                        month.atEndOfMonth(),
                        within,
                        frame.speech().now())
                .reckon(month.atDay(1), month.atEndOfMonth())) {
            Agency agency = agencies.get(person.agency());
            if (agency != null && within.holds(person.agency(), person.staff())) {
                lines.add(new Line(
                        person.staff(),
                        names.getOrDefault(person.staff(), person.staff().text()),
                        agency,
                        cells(columns, person),
                        person.sum()));
            }
        }
        return new View(
                frame,
                month,
                within.agency(),
                agencies.values().stream()
                        .filter(agency -> reach.covers(agency.agency()))
                        .sorted((one, other) ->
                                one.agency().text().compareTo(other.agency().text()))
                        .toList(),
                columns,
                lines,
                calendar.missing(month),
                rules.on(month.atEndOfMonth()).isPresent());
    }

    private static List<DayColumn> columns(YearMonth month, Speech speech, RuleBook rules, Calendar calendar) {
        List<DayColumn> columns = new ArrayList<>();
        for (LocalDate day = month.atDay(1); !day.isAfter(month.atEndOfMonth()); day = day.plusDays(1)) {
            AttendanceRules held = rules.on(day).orElse(null);
            DayKind kind = held == null ? DayKind.UNKNOWN : calendar.kind(day, held.weekdays());
            columns.add(new DayColumn(day, speech.day(day), kind, calendar.name(day), day.equals(speech.today())));
        }
        return columns;
    }

    private static List<@Nullable PersonDay> cells(List<DayColumn> columns, PersonMonth person) {
        Map<LocalDate, PersonDay> byDay = new HashMap<>();
        person.days().forEach(day -> byDay.put(day.day(), day));
        List<@Nullable PersonDay> cells = new ArrayList<>();
        columns.forEach(column -> cells.add(byDay.get(column.day())));
        return cells;
    }

    /** An outcome in words, with its minutes. */
    static String outcome(Speech speech, SlotOutcome slot) {
        String word = speech.say(word(slot.mark()));
        String counted = slot.minutes() > 0 ? speech.say("attendance.mark.by", word, slot.minutes()) : word;
        return slot.absence() ? speech.say("attendance.mark.counted", counted) : counted;
    }

    /** How a mark looks: one of the four meanings, or none. */
    public static String meaning(Mark mark) {
        return switch (mark) {
            case ON_TIME -> "well";
            case LATE, EARLY -> "look";
            case MISSED -> "bad";
            case LEAVE, BUSINESS, OUTAGE -> "off";
            case PENDING -> "pending";
        };
    }

    /** The same of a slot; what absence stands in place of is bad. */
    public static String meaning(SlotOutcome slot) {
        return slot.absence() ? "bad" : meaning(slot.mark());
    }

    /** The word of a mark. */
    public static String word(Mark mark) {
        return "attendance.mark." + Json.wireName(mark);
    }

    /** Its one sign in the grid. */
    public static String sign(Mark mark) {
        return "attendance.sign." + Json.wireName(mark);
    }

    /** The same of a slot; what absence stands in place of has a sign of its own. */
    public static String sign(SlotOutcome slot) {
        return slot.absence() ? "attendance.sign.absent" : sign(slot.mark());
    }

    /** Of the row, since who moves within a month has one in each agency. */
    static String anchor(StaffId staff, AgencyId agency) {
        return "of-" + staff + "-" + agency;
    }

    /** Where a day opens. */
    public static String address(Line line, PersonDay day) {
        return Tab.ATTENDANCE.path() + "/" + line.staff().text() + "/" + day.day();
    }

    /** Whether all of a day's slots were on time: such a day is quiet. */
    public static boolean isQuiet(PersonDay day) {
        return day.slots().stream().allMatch(slot -> slot.mark() == Mark.ON_TIME);
    }
}
