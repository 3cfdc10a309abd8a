package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.attendance.reckoning.CheapAbsence;
import io.yizhan.hub.attendance.rules.AttendanceRules;
import io.yizhan.hub.attendance.rules.HolidayYear;
import io.yizhan.hub.attendance.rules.RulesOnRecord;
import io.yizhan.hub.attendance.rules.Shipped;
import io.yizhan.hub.desk.RulesDesk;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.RefusedException;
import io.yizhan.hub.http.Route;
import io.yizhan.hub.store.Rows;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** 规则: the hall's hours in force, those before and to come, where they are flawed, and the calendar. */
public final class RulesPage {

    static final String PATH = Tab.RULES.path();

    private final Site site;
    private final RulesDesk desk;

    RulesPage(Site site, RulesDesk desk) {
        this.site = site;
        this.desk = desk;
    }

    /**
     * What the template shows.
     *
     * @param done key of what was just done; empty when nothing was
     * @param years on record, the newest first
     * @param missing years that should be on record soon, and are not
     * @param onBoard years that ship with the program and are not on record
     */
    public record View(
            Frame frame,
            String done,
            List<Version> versions,
            List<HolidayYear> years,
            List<Integer> missing,
            List<HolidayYear> onBoard) {

        public RulesWords words() {
            return new RulesWords(frame.speech());
        }

        public boolean mayKeep() {
            return frame.may(Right.KEEP_RULES);
        }

        /** Those that hold today. */
        public Optional<Version> now() {
            return versions.stream().filter(version -> version.time == Time.NOW).findFirst();
        }

        public List<Version> coming() {
            return versions.stream()
                    .filter(version -> version.time == Time.COMING)
                    .toList();
        }

        public List<Version> former() {
            return versions.stream()
                    .filter(version -> version.time == Time.FORMER)
                    .toList();
        }

        public String namesOnBoard() {
            return onBoard.stream()
                    .map(year -> Integer.toString(year.year()))
                    .collect(Collectors.joining(frame.say("list.comma")));
        }

        /** A year that is known by its end is one whose December can be published. */
        public boolean endsOpen(HolidayYear year) {
            return missing.contains(year.year() + 1);
        }
    }

    /** When a version holds. */
    public enum Time {
        FORMER,
        NOW,
        COMING
    }

    /**
     * A version of the rules.
     *
     * @param to the last day on which it holds; null while none is set
     * @param cheap where staying away is cheaper than coming late
     */
    public record Version(AttendanceRules rules, @Nullable LocalDate to, Time time, List<CheapAbsence> cheap) {}

    List<Route> routes() {
        return List.of(
                Route.get(PATH, Right.SEE_RULES, this::show),
                Route.post(PATH + "/withdraw", Right.KEEP_RULES, this::withdraw));
    }

    private void show(Context ctx) {
        Frame frame = site.frame(ctx, Tab.RULES);
        String done = "rules.done." + new Query(ctx).text("done");
        site.show(
                ctx,
                "rules",
                site.<View>read(rows -> view(rows, frame, frame.speech().words().has(done) ? done : "")));
    }

    private static View view(Rows rows, Frame frame, String done) throws SQLException {
        LocalDate today = frame.speech().today();
        List<HolidayYear> years = RulesOnRecord.years(rows).reversed();
        List<Integer> known = years.stream().map(HolidayYear::year).toList();
        return new View(
                frame,
                done,
                versions(RulesOnRecord.rules(rows).all(), today),
                years,
                List.of(today.getYear(), today.getYear() + 1).stream()
                        .filter(year -> !known.contains(year))
                        .toList(),
                Shipped.holidays().stream()
                        .filter(year -> !known.contains(year.year()))
                        .toList());
    }

    /** @param newestFirst all versions */
    private static List<Version> versions(List<AttendanceRules> newestFirst, LocalDate today) {
        List<Version> versions = new ArrayList<>();
        LocalDate to = null;
        boolean isHolding = false;
        for (AttendanceRules rules : newestFirst) {
            boolean coming = rules.from().isAfter(today);
            Time time = coming ? Time.COMING : isHolding ? Time.FORMER : Time.NOW;
            isHolding |= !coming;
            versions.add(new Version(rules, to, time, CheapAbsence.of(rules)));
            to = rules.from().minusDays(1);
        }
        return versions;
    }

    private void withdraw(Context ctx) {
        Optional<RulesDesk.Refused> refused = desk.withdraw(day(String.valueOf(ctx.formParam("from"))), by(ctx));
        if (refused.isPresent()) {
            throw new RefusedException(Refusal.CONFLICT, new RulesWords(site.speech(ctx)).say(refused.get()));
        }
        ctx.redirect(PATH + "?done=withdrawn", HttpStatus.SEE_OTHER);
    }

    static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new RefusedException(Refusal.BAD_REQUEST, "\"" + text + "\" is no day; write one such as 2026-11-23");
        }
    }

    static String by(Context ctx) {
        return Gate.presentVisitor(ctx).account().name().text();
    }
}
