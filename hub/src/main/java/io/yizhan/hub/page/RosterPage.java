package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.yizhan.hub.access.Reach;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.attendance.roster.RosterDecisions;
import io.yizhan.hub.attendance.rules.Half;
import io.yizhan.hub.attendance.rules.HalfDay;
import io.yizhan.hub.desk.AttendanceDesk;
import io.yizhan.hub.http.Download;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.RefusedException;
import io.yizhan.hub.http.Route;
import io.yizhan.hub.sheet.Cell;
import io.yizhan.hub.sheet.Column;
import io.yizhan.hub.sheet.Format;
import io.yizhan.hub.staff.Agency;
import io.yizhan.hub.staff.People;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** 排班: a week of one agency by half-days, who is at the front 前台 and who at the back 后台 (NC 18). */
public final class RosterPage {

    private final Site site;
    private final AttendanceDesk desk;

    RosterPage(Site site, AttendanceDesk desk) {
        this.site = site;
        this.desk = desk;
    }

    /**
     * What the template shows.
     *
     * @param agency null where the hall has none yet
     * @param monday of the week
     * @param editable whether any day of it can still be set by this account
     */
    public record View(
            Frame frame,
            String done,
            List<Agency> agencies,
            @Nullable Agency agency,
            LocalDate monday,
            List<RosterWeek.Column> columns,
            List<RosterWeek.Line> lines,
            boolean editable) {

        public String address(int weeks) {
            return Tab.ROSTER.path() + "?agency=" + (agency == null ? "" : agency.agency()) + "&week="
                    + monday.plusWeeks(weeks);
        }

        public String file(String format) {
            return Tab.ROSTER.path() + "." + format + "?agency=" + (agency == null ? "" : agency.agency()) + "&week="
                    + monday;
        }

        public String week() {
            return frame.say(
                    "leave.span",
                    LeaveWords.day(frame.speech(), monday),
                    LeaveWords.day(frame.speech(), monday.plusDays(RosterWeek.DAYS - 1)));
        }
    }

    List<Route> routes() {
        return List.of(
                Route.get(Tab.ROSTER.path(), Right.SEE_ROSTER, ctx -> site.show(ctx, "roster", view(ctx))),
                Route.get(Tab.ROSTER.path() + ".csv", Right.SEE_ROSTER, ctx -> file(ctx, Format.CSV)),
                Route.get(Tab.ROSTER.path() + ".xlsx", Right.SEE_ROSTER, ctx -> file(ctx, Format.XLSX)),
                Route.post(Tab.ROSTER.path(), Right.KEEP_ROSTER, this::save),
                Route.post(Tab.ROSTER.path() + "/copy", Right.KEEP_ROSTER, this::copy));
    }

    private View view(Context ctx) {
        Frame frame = site.frame(ctx, Tab.ROSTER);
        Query query = new Query(ctx);
        LocalDate monday = monday(query.day("week", frame.speech().today()));
        Reach.Within within = Gate.within(ctx, query.id("agency", AgencyId::new), null);
        String key = "roster.done." + query.text("done");
        return site.read(rows -> {
            StaffId own = within.staff();
            AgencyId ofOwn =
                    own == null ? null : People.presentAgency(rows, own).orElse(null);
            List<Agency> agencies = People.agencies(rows).stream()
                    .filter(each -> own == null
                            ? Gate.reach(ctx).covers(each.agency())
                            : each.agency().equals(ofOwn))
                    .toList();
            Agency agency = agencies.stream()
                    .filter(each -> within.agency() == null || each.agency().equals(within.agency()))
                    .findFirst()
                    .orElse(null);
            boolean keeps = agency != null
                    && Gate.reach(ctx, Right.KEEP_ROSTER)
                            .filter(reach -> reach.covers(agency.agency()))
                            .isPresent();
            boolean open = keeps
                    && !monday.plusDays(RosterWeek.DAYS - 1)
                            .isBefore(frame.speech().today());
            Map<HalfDay, List<StaffId>> fronts = agency == null
                    ? Map.of()
                    : RosterWeek.employed(
                            rows, agency.agency(), monday, RosterWeek.fronts(rows, agency.agency(), monday));
            return new View(
                    frame,
                    frame.speech().words().has(key) ? key : "",
                    agencies,
                    agency,
                    monday,
                    RosterWeek.columns(frame.speech(), monday, fronts, keeps),
                    agency == null
                            ? List.of()
                            : RosterWeek.lines(rows, frame.speech(), agency.agency(), monday, fronts, own),
                    open);
        });
    }

    /** The week as the page shows it, a person a row. */
    private void file(Context ctx, Format format) {
        View view = view(ctx);
        Agency agency = view.agency;
        Speech speech = view.frame.speech();
        String name = (agency == null ? "roster" : speech.name(agency)) + "-" + view.monday;
        Download.answer(ctx, format, name, sheet -> {
            List<Column> columns = new ArrayList<>(
                    List.of(Column.text(speech.say("punches.staff")), Column.text(speech.say("bulletin.person"))));
            view.columns.forEach(each -> columns.add(Column.text(each.day() + " " + each.name())));
            sheet.table(speech.say("tab.roster"), columns);
            for (RosterWeek.Line line : view.lines) {
                List<Cell> cells = new ArrayList<>(List.of(
                        Cell.of(line.person().staff().text()),
                        Cell.of(line.person().name())));
                for (int i = 0; i < view.columns.size(); i++) {
                    cells.add(Cell.of(
                            line.cells().get(i).says(speech, view.columns.get(i).set())));
                }
                sheet.row(cells);
            }
        });
    }

    private void save(Context ctx) {
        AgencyId agency = agency(ctx);
        LocalDate monday = monday(Forms.given(ctx, "week", LocalDate::parse));
        Map<HalfDay, List<StaffId>> wanted = new HashMap<>();
        for (String place : ctx.formParams("front")) {
            String[] parts = place.split("/", -1);
            if (parts.length != 3) {
                throw new RefusedException(Refusal.BAD_REQUEST, "front: \"" + place + "\" is no place of a roster");
            }
            HalfDay half = Forms.read("front", parts[0] + "/" + parts[1], RosterPage::half);
            wanted.computeIfAbsent(half, _ -> new ArrayList<>()).add(Forms.read("front", parts[2], StaffId::new));
        }
        set(ctx, agency, monday, wanted, "saved");
    }

    /** The fronts of the week before, of those who work for the agency on the same weekday. */
    private void copy(Context ctx) {
        AgencyId agency = agency(ctx);
        LocalDate monday = monday(Forms.given(ctx, "week", LocalDate::parse));
        Map<HalfDay, List<StaffId>> wanted = site.read(rows -> {
            Map<HalfDay, List<StaffId>> again = new HashMap<>();
            RosterWeek.fronts(rows, agency, monday.minusWeeks(1))
                    .forEach((half, front) -> again.put(new HalfDay(half.day().plusWeeks(1), half.half()), front));
            return RosterWeek.employed(rows, agency, monday, again);
        });
        set(ctx, agency, monday, wanted, "copied");
    }

    /** Sets the days from today on that become other than they are. */
    private void set(Context ctx, AgencyId agency, LocalDate monday, Map<HalfDay, List<StaffId>> wanted, String done) {
        Speech speech = site.frame(ctx, null).speech();
        Map<HalfDay, List<StaffId>> before = site.read(rows -> RosterWeek.fronts(rows, agency, monday));
        List<RosterDecisions.Day> days = new ArrayList<>();
        for (int i = 0; i < RosterWeek.DAYS; i++) {
            LocalDate day = monday.plusDays(i);
            RosterDecisions.Day as = day(day, wanted);
            boolean changed = before.containsKey(new HalfDay(day, Half.MORNING))
                    ? !as.equals(day(day, before))
                    : !as.equals(new RosterDecisions.Day(day, List.of(), List.of()));
            if (changed && !day.isBefore(speech.today())) {
                days.add(as);
            }
        }
        Forms.done(desk.rosters().set(agency, days, Forms.actor(ctx)), speech);
        ctx.redirect(
                Tab.ROSTER.path() + "?agency=" + agency + "&week=" + monday + "&done=" + done, HttpStatus.SEE_OTHER);
    }

    private static RosterDecisions.Day day(LocalDate day, Map<HalfDay, List<StaffId>> fronts) {
        return new RosterDecisions.Day(
                day,
                sorted(fronts.get(new HalfDay(day, Half.MORNING))),
                sorted(fronts.get(new HalfDay(day, Half.AFTERNOON))));
    }

    private static List<StaffId> sorted(@Nullable List<StaffId> front) {
        return front == null
                ? List.of()
                : front.stream().sorted(Comparator.comparing(StaffId::text)).toList();
    }

    private static AgencyId agency(Context ctx) {
        AgencyId agency = Forms.given(ctx, "agency", AgencyId::new);
        if (!Gate.reach(ctx).covers(agency)) {
            throw Gate.notAllowed();
        }
        return agency;
    }

    private static HalfDay half(String text) {
        String[] parts = text.split("/", -1);
        return new HalfDay(LocalDate.parse(parts[0]), Half.valueOf(parts[1].toUpperCase(Locale.ROOT)));
    }

    private static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
}
