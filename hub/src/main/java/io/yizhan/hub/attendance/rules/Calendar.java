package io.yizhan.hub.attendance.rules;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which days are worked, as far as announcements are on record. Immutable. */
public final class Calendar {

    private final Set<Integer> years = new TreeSet<>();
    private final Map<LocalDate, HolidayYear.Day> days = new HashMap<>();

    /** @param announced of a day that two years name, the later year's word counts */
    public Calendar(Collection<HolidayYear> announced) {
        announced.stream().sorted(Comparator.comparingInt(HolidayYear::year)).forEach(year -> {
            years.add(year.year());
            year.days().forEach(day -> days.put(day.date(), day));
        });
    }

    /** @param weekdays that are worked */
    public DayKind kind(LocalDate day, List<DayOfWeek> weekdays) {
        HolidayYear.Day named = days.get(day);
        if (named != null) {
            return !named.off()
                    ? weekdays.contains(day.getDayOfWeek()) ? DayKind.WORKDAY : DayKind.MAKE_UP
                    : DayKind.HOLIDAY;
        }
        if (!years.contains(day.getYear())) {
            return DayKind.UNKNOWN;
        }
        return weekdays.contains(day.getDayOfWeek()) ? DayKind.WORKDAY : DayKind.REST;
    }

    /** The holiday's name, also of its make-up workday; null for other days. */
    public @Nullable String name(LocalDate day) {
        HolidayYear.Day named = days.get(day);
        return named == null ? null : named.name();
    }

    /**
     * The year whose announcement is missing to reckon this month for good: its own, or for a December the next one's,
     * which may name its last days; null when none is.
     */
    public @Nullable Integer missing(YearMonth month) {
        if (!years.contains(month.getYear())) {
            return month.getYear();
        }
        boolean touched = month.getMonth() == Month.DECEMBER;
        return touched && !years.contains(month.getYear() + 1) ? (Integer) (month.getYear() + 1) : null;
    }
}
