package io.yizhan.hub.attendance.rules;

import io.yizhan.hub.attendance.rules.UnfitRulesException.Reason;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The public holidays and make-up workdays that were announced for a year.
 *
 * @param source where they were announced
 * @param days each once; they may reach into the years beside
 */
public record HolidayYear(int year, String source, List<Day> days) {

    /** @param off whether nobody works; else a make-up workday */
    public record Day(LocalDate date, String name, boolean off) {}

    public HolidayYear {
        days = List.copyOf(days);
        if (year < 2000 || year > 2199) {
            throw new UnfitRulesException(Reason.NO_SUCH_YEAR, "year " + year + " is outside 2000–2199", year);
        }
        if (source.isBlank()) {
            throw new UnfitRulesException(
                    Reason.NO_SOURCE_OF_HOLIDAYS,
                    "the holidays of " + year + " need the source of their announcement",
                    year);
        }
        if (days.isEmpty()) {
            throw new UnfitRulesException(
                    Reason.YEAR_WITHOUT_A_DAY, "the announcement of " + year + " has no day", year);
        }
        Set<LocalDate> seen = new HashSet<>();
        for (Day day : days) {
            if (!seen.add(day.date())) {
                throw new UnfitRulesException(
                        Reason.HOLIDAY_TWICE,
                        day.date() + " stands twice in the holidays of " + year,
                        day.date(),
                        year);
            }
            if (Math.abs(day.date().getYear() - year) > 1) {
                throw new UnfitRulesException(
                        Reason.HOLIDAY_OF_ANOTHER_YEAR,
                        day.date() + " does not belong to the holidays of " + year,
                        day.date(),
                        year);
            }
        }
    }
}
