package io.yizhan.hub.attendance.rules;

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

    private static final int HOURS_MAX = 8;
    private static final int BUCKETS_MAX = 4;
    private static final int A_LEAP_YEAR = 2024;

    public AttendanceRules {
        weekdays = List.copyOf(weekdays);
        hours = List.copyOf(hours);
        lateBucketsMin = List.copyOf(lateBucketsMin);
        if (source.isBlank() || source.length() > 200) {
            throw new IllegalArgumentException("say which document gives the rules, in at most 200 characters");
        }
        if (weekdays.isEmpty()) {
            throw new IllegalArgumentException("no weekday is worked: name at least one");
        }
        if (hours.isEmpty() || hours.size() > HOURS_MAX) {
            throw new IllegalArgumentException(hours.size() + " kinds of hours: 1 to " + HOURS_MAX + " are possible");
        }
        checkBuckets(lateBucketsMin);
        checkEveryDay(weekdays, hours);
    }

    private static void checkBuckets(List<Integer> buckets) {
        int before = 0;
        for (int bucket : buckets) {
            if (bucket <= before) {
                throw new IllegalArgumentException("the steps of lateness " + buckets + " must ascend from 1");
            }
            before = bucket;
        }
        if (buckets.size() > BUCKETS_MAX) {
            throw new IllegalArgumentException("at most " + BUCKETS_MAX + " steps of lateness, not " + buckets.size());
        }
    }

    private static void checkEveryDay(List<DayOfWeek> weekdays, List<Hours> hours) {
        List<DayOfWeek> asked = new ArrayList<>(weekdays);
        asked.add(DayOfWeek.MONDAY); // a make-up day has Monday's
        LocalDate first = LocalDate.of(A_LEAP_YEAR, 1, 1);
        for (LocalDate day = first; day.getYear() == A_LEAP_YEAR; day = day.plusDays(1)) {
            for (DayOfWeek weekday : asked) {
                if (firstFit(hours, day, weekday).isEmpty()) {
                    throw new IllegalArgumentException("no hours fit a " + weekday + " on " + day.getMonthValue() + "-"
                            + day.getDayOfMonth() + ": let the last hours have neither season nor weekday");
                }
            }
        }
    }

    private static Optional<Hours> firstFit(List<Hours> hours, LocalDate day, DayOfWeek weekday) {
        return hours.stream()
                .filter(each -> !each.makeUp() && each.fit(day, weekday))
                .findFirst();
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
