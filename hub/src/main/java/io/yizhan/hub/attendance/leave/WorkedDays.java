package io.yizhan.hub.attendance.leave;

import io.yizhan.hub.attendance.rules.AttendanceRules;
import io.yizhan.hub.attendance.rules.Calendar;
import io.yizhan.hub.attendance.rules.DayKind;
import io.yizhan.hub.attendance.rules.Half;
import io.yizhan.hub.attendance.rules.HalfDay;
import io.yizhan.hub.attendance.rules.Hours;
import io.yizhan.hub.attendance.rules.RuleBook;
import io.yizhan.hub.store.Rows;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * On which days leave takes something away. Where neither rules nor an announcement say it, by the weekday alone. Pure.
 */
public record WorkedDays(RuleBook rules, Calendar calendar) {

    private static final List<DayOfWeek> USUAL =
            List.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY);

    /** Leave on both sides of more days without work than this is not one. */
    private static final int REST_DAYS_MAX = 40;

    /** Reads what the records say of them. */
    @FunctionalInterface
    public interface Source {
        WorkedDays of(Rows rows) throws SQLException;
    }

    public boolean isWorked(LocalDate day) {
        List<DayOfWeek> weekdays = rules.on(day).map(AttendanceRules::weekdays).orElse(USUAL);
        DayKind kind = calendar.kind(day, weekdays);
        return kind == DayKind.UNKNOWN ? weekdays.contains(day.getDayOfWeek()) : kind.isWorked();
    }

    /** The hours of a day that is worked; empty where there are no rules yet. */
    public Optional<Hours> hours(LocalDate day) {
        return rules.on(day)
                .map(each -> each.of(
                        day,
                        calendar.kind(day, each.weekdays()) == DayKind.MAKE_UP ? DayKind.MAKE_UP : DayKind.WORKDAY));
    }

    /** Half-days, both ends included. */
    public record Span(HalfDay from, HalfDay to) {}

    /** How many half-days of work this takes. */
    public int halfDays(Span span) {
        int count = 0;
        for (HalfDay half = span.from; half.compareTo(span.to) <= 0; half = half.next()) {
            count += isWorked(half.day()) ? 1 : 0;
        }
        return count;
    }

    /** This leave together with all that adjoins it: days without work between them do not part them (NC 36). */
    public Span together(Leave leave, Collection<Leave> others) {
        HalfDay from = leave.from();
        HalfDay to = leave.to();
        boolean grown = true;
        while (grown) {
            grown = false;
            HalfDay before = previousWorked(from);
            HalfDay after = nextWorked(to);
            for (Leave other : others) {
                boolean meets =
                        other.to().compareTo(before) >= 0 && other.from().compareTo(after) <= 0;
                if (meets && (other.from().compareTo(from) < 0 || other.to().compareTo(to) > 0)) {
                    from = other.from().compareTo(from) < 0 ? other.from() : from;
                    to = other.to().compareTo(to) > 0 ? other.to() : to;
                    grown = true;
                }
            }
        }
        return new Span(from, to);
    }

    private HalfDay previousWorked(HalfDay half) {
        HalfDay before = half.previous();
        for (int i = 0; i < REST_DAYS_MAX && !isWorked(before.day()); i++) {
            before = new HalfDay(before.day().minusDays(1), Half.AFTERNOON);
        }
        return before;
    }

    private HalfDay nextWorked(HalfDay half) {
        HalfDay after = half.next();
        for (int i = 0; i < REST_DAYS_MAX && !isWorked(after.day()); i++) {
            after = new HalfDay(after.day().plusDays(1), Half.MORNING);
        }
        return after;
    }
}
