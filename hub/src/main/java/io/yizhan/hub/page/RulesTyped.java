package io.yizhan.hub.page;

import io.yizhan.hub.attendance.rules.AbsenceRule;
import io.yizhan.hub.attendance.rules.AttendanceRules;
import io.yizhan.hub.attendance.rules.Hours;
import io.yizhan.hub.attendance.rules.Season;
import io.yizhan.hub.attendance.rules.Slot;
import io.yizhan.hub.attendance.rules.UnfitRulesException;
import io.yizhan.hub.attendance.rules.UnfitRulesException.Reason;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** From the form to the rules that it means. */
final class RulesTyped {

    private RulesTyped() {}

    /** @throws UnfitRulesException for what cannot be understood, and for what cannot hold */
    static AttendanceRules read(RulesForm form) {
        return new AttendanceRules(
                read(form.from(), Reason.NOT_A_DAY, "a day such as 2026-12-01", LocalDate::parse),
                form.source(),
                inOrder(form.weekdays()),
                form.hours().stream().map(RulesTyped::hours).toList(),
                new AbsenceRule(
                        numberOrNull(form.lateMin()), numberOrNull(form.earlyMin()), number(form.missedSlots())),
                steps(form.steps()));
    }

    private static Hours hours(RulesForm.HoursForm form) {
        return new Hours(
                form.name(),
                season(form),
                inOrder(form.weekdays()),
                form.makeUp(),
                form.slots().stream().map(RulesTyped::slot).toList());
    }

    private static @Nullable Season season(RulesForm.HoursForm form) {
        if (form.seasonFrom().isEmpty() && form.seasonTo().isEmpty()) {
            return null;
        }
        return new Season(monthDay(form.seasonFrom()), monthDay(form.seasonTo()));
    }

    private static MonthDay monthDay(String text) {
        return read(text, Reason.NOT_A_SEASON, "a day of the year such as 05-01", day -> MonthDay.parse("--" + day));
    }

    private static Slot slot(RulesForm.SlotForm form) {
        return new Slot(
                form.id(),
                form.name(),
                form.nameEn().isEmpty() ? null : form.nameEn(),
                form.direction(),
                form.half(),
                time(form.opens()),
                time(form.due()),
                time(form.closes()),
                number(form.grace()));
    }

    private static LocalTime time(String text) {
        return read(text, Reason.NOT_A_TIME, "a time such as 08:30", LocalTime::parse);
    }

    private static List<Integer> steps(String text) {
        return Arrays.stream(text.strip().split("[ ,，、;；]+"))
                .filter(step -> !step.isEmpty())
                .map(RulesTyped::number)
                .toList();
    }

    private static @Nullable Integer numberOrNull(String text) {
        return text.isEmpty() ? null : (Integer) number(text);
    }

    private static int number(String text) {
        if (!text.matches("[0-9]{1,4}")) {
            throw UnfitRulesException.unreadable(Reason.NOT_A_NUMBER, text, "a whole number");
        }
        return Integer.parseInt(text);
    }

    private static List<DayOfWeek> inOrder(Collection<DayOfWeek> days) {
        return days.stream().sorted().toList();
    }

    private static <T> T read(String text, Reason reason, String wanted, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (DateTimeException e) {
            throw UnfitRulesException.unreadable(reason, text, wanted);
        }
    }
}
