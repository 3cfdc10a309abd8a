package io.yizhan.hub.attendance.rules;

import io.yizhan.hub.attendance.rules.UnfitRulesException.Reason;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The hall's rules of attendance from a day on, until the next ones begin.
 *
 * @param from the first day on which they hold
 * @param source which document says so
 * @param weekdays that are worked, where the calendar says nothing else
 * @param hours the first that fit a day are its
 * @param lateBucketsMin lateness is counted up to and including each of these minutes, ascending, and beyond the last
 */
public record AttendanceRules(
        LocalDate from,
        String source,
        List<DayOfWeek> weekdays,
        List<Hours> hours,
        AbsenceRule absence,
        List<Integer> lateBucketsMin) {

    /** Kinds of hours. */
    public static final int HOURS_MAX = 8;

    /** Characters. */
    public static final int SOURCE_MAX = 200;

    private static final int BUCKETS_MAX = 4;
    private static final int A_LEAP_YEAR = 2024;

    public AttendanceRules {
        weekdays = List.copyOf(weekdays);
        hours = List.copyOf(hours);
        lateBucketsMin = List.copyOf(lateBucketsMin);
        if (source.isBlank() || source.length() > SOURCE_MAX) {
            throw new UnfitRulesException(
                    Reason.NO_SOURCE,
                    "say which document gives the rules, in at most " + SOURCE_MAX + " characters",
                    SOURCE_MAX);
        }
        if (weekdays.isEmpty()) {
            throw new UnfitRulesException(Reason.NO_WEEKDAY, "no weekday is worked: name at least one");
        }
        if (hours.isEmpty() || hours.size() > HOURS_MAX) {
            throw new UnfitRulesException(
                    Reason.COUNT_OF_HOURS,
                    hours.size() + " kinds of hours: 1 to " + HOURS_MAX + " are possible",
                    hours.size(),
                    HOURS_MAX);
        }
        checkBuckets(lateBucketsMin);
        checkEveryDay(weekdays, hours);
    }

    private static void checkBuckets(List<Integer> buckets) {
        int before = 0;
        for (int bucket : buckets) {
            if (bucket <= before) {
                throw new UnfitRulesException(
                        Reason.STEPS_NOT_ASCENDING,
                        "the steps of lateness " + buckets + " must ascend from 1",
                        buckets);
            }
            before = bucket;
        }
        if (buckets.size() > BUCKETS_MAX) {
            throw new UnfitRulesException(
                    Reason.TOO_MANY_STEPS,
                    "at most " + BUCKETS_MAX + " steps of lateness, not " + buckets.size(),
                    buckets.size(),
                    BUCKETS_MAX);
        }
    }

    private static void checkEveryDay(List<DayOfWeek> weekdays, List<Hours> hours) {
        List<DayOfWeek> asked = new ArrayList<>(weekdays);
        asked.add(DayOfWeek.MONDAY); // a make-up day has Monday's
        LocalDate first = LocalDate.of(A_LEAP_YEAR, 1, 1);
        for (LocalDate day = first; day.getYear() == A_LEAP_YEAR; day = day.plusDays(1)) {
            for (DayOfWeek weekday : asked) {
                if (firstFit(hours, day, weekday).isEmpty()) {
                    throw new UnfitRulesException(
                            Reason.DAY_WITHOUT_HOURS,
                            "no hours fit a " + weekday + " on " + day.getMonthValue() + "-" + day.getDayOfMonth()
                                    + ": let the last hours have neither season nor weekday",
                            weekday,
                            day.getMonthValue(),
                            day.getDayOfMonth());
                }
            }
        }
    }

    private static Optional<Hours> firstFit(List<Hours> hours, LocalDate day, DayOfWeek weekday) {
        return hours.stream()
                .filter(each -> !each.makeUp() && each.fit(day, weekday))
                .findFirst();
    }

    /** The same rules from another day on. */
    public AttendanceRules beginning(LocalDate other) {
        return new AttendanceRules(other, source, weekdays, hours, absence, lateBucketsMin);
    }

    /**
     * The hours of a day that is worked. A make-up workday has the first that name make-up days and are of its season,
     * else Monday's.
     */
    public Hours of(LocalDate day, DayKind kind) {
        if (kind == DayKind.MAKE_UP) {
            Optional<Hours> named = hours.stream()
                    .filter(each -> each.makeUp() && each.fit(day, day.getDayOfWeek()))
                    .findFirst();
            if (named.isPresent()) {
                return named.get();
            }
        }
        DayOfWeek weekday = kind == DayKind.MAKE_UP ? DayOfWeek.MONDAY : day.getDayOfWeek();
        return firstFit(hours, day, weekday).orElseThrow();
    }
}
