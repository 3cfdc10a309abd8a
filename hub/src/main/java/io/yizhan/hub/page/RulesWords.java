package io.yizhan.hub.page;

import io.yizhan.hub.attendance.rules.AttendanceRules;
import io.yizhan.hub.attendance.rules.HolidayYear;
import io.yizhan.hub.attendance.rules.Hours;
import io.yizhan.hub.attendance.rules.Season;
import io.yizhan.hub.attendance.rules.Slot;
import io.yizhan.hub.attendance.rules.UnfitRulesException;
import io.yizhan.hub.attendance.rules.UnfitRulesException.Reason;
import io.yizhan.hub.desk.RulesDesk;
import io.yizhan.protocol.Json;
import java.time.DayOfWeek;
import java.time.MonthDay;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Rules, and why some cannot be, in the words of who works by them. */
public record RulesWords(Speech speech) {

    /** {@code 周一}. */
    public String weekday(DayOfWeek day) {
        return day.getDisplayName(TextStyle.SHORT, speech.words().locale());
    }

    /** In the week's order. */
    public String weekdays(Collection<DayOfWeek> days) {
        return days.stream().sorted().map(this::weekday).collect(Collectors.joining(speech.say("list.comma")));
    }

    /** Of which days these hours are. */
    public String when(Hours hours) {
        List<String> parts = new ArrayList<>();
        Season season = hours.season();
        if (season != null) {
            parts.add(speech.say("rules.season", monthDay(season.from()), monthDay(season.to())));
        }
        if (!hours.weekdays().isEmpty()) {
            parts.add(weekdays(hours.weekdays()));
        }
        if (hours.makeUp()) {
            parts.add(speech.say("rules.make-up"));
        }
        return parts.isEmpty() ? speech.say("rules.every-day") : String.join(" · ", parts);
    }

    private String monthDay(MonthDay day) {
        return speech.say("rules.month-day", day.getMonthValue(), day.getDayOfMonth());
    }

    /** In this language where it has a name in it. */
    public String name(Slot slot) {
        String english = slot.nameEn();
        return english != null && speech.words().tag().startsWith("en") ? english : slot.name();
    }

    public String names(List<Slot> slots) {
        return slots.stream().map(this::name).collect(Collectors.joining(speech.say("list.comma")));
    }

    /** What makes absence, a sentence each. */
    public List<String> absence(AttendanceRules rules) {
        List<String> said = new ArrayList<>();
        Integer late = rules.absence().lateMin();
        Integer early = rules.absence().earlyMin();
        said.add(late == null ? speech.say("rules.absence.late.none") : speech.say("rules.absence.late", late));
        said.add(early == null ? speech.say("rules.absence.early.none") : speech.say("rules.absence.early", early));
        said.add(speech.say("rules.absence.missed", rules.absence().missedSlots()));
        said.add(speech.say("rules.absence.all"));
        return said;
    }

    /** How lateness is counted: up to 15, up to 30, beyond. */
    public String steps(AttendanceRules rules) {
        List<Integer> steps = rules.lateBucketsMin();
        if (steps.isEmpty()) {
            return speech.say("rules.steps.none");
        }
        List<String> said = new ArrayList<>();
        steps.forEach(step -> said.add(speech.say("rules.steps.to", step)));
        said.add(speech.say("rules.steps.over", steps.getLast()));
        return String.join(speech.say("list.comma"), said);
    }

    /** A day of a year, with its holiday and whether it is worked. */
    public String holiday(HolidayYear.Day day) {
        return speech.say(day.off() ? "rules.holiday.off" : "rules.holiday.worked", speech.day(day.date()), day.name());
    }

    /** Why rules, or holidays, cannot hold. */
    public String say(UnfitRulesException unfit) {
        List<String> details = new ArrayList<>(unfit.details());
        if (unfit.reason() == Reason.DAY_WITHOUT_HOURS) {
            details.set(0, weekday(DayOfWeek.of(Integer.parseInt(details.getFirst()))));
        }
        return speech.say("rules.unfit." + Json.wireName(unfit.reason()), details.toArray());
    }

    /** Why something was not done. */
    public String say(RulesDesk.Refused refused) {
        return speech.say(
                "rules.refused." + Json.wireName(refused.why()),
                refused.details().toArray());
    }
}
