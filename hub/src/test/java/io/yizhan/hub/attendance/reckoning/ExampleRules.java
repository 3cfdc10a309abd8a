package io.yizhan.hub.attendance.reckoning;

import io.yizhan.hub.attendance.rules.AbsenceRule;
import io.yizhan.hub.attendance.rules.AttendanceRules;
import io.yizhan.hub.attendance.rules.Calendar;
import io.yizhan.hub.attendance.rules.Direction;
import io.yizhan.hub.attendance.rules.Half;
import io.yizhan.hub.attendance.rules.Hours;
import io.yizhan.hub.attendance.rules.RuleBook;
import io.yizhan.hub.attendance.rules.Season;
import io.yizhan.hub.attendance.rules.Shipped;
import io.yizhan.hub.attendance.rules.Slot;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules that the cases name, and the calendar. */
final class ExampleRules {

    static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);
    private static final List<DayOfWeek> WEEK =
            List.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY);
    private static final AbsenceRule ABSENCE = new AbsenceRule(30, null, 2);

    private ExampleRules() {}

    static RuleBook of(String name) {
        return new RuleBook(
                switch (name) {
                    case "三次" -> List.of(rules(FIRST_DAY, ABSENCE, always(three("09:00", "14:00", "17:00", 0))));
                    case "三次宽限" -> List.of(rules(FIRST_DAY, ABSENCE, always(three("09:00", "14:00", "17:00", 5))));
                    case "两次" -> List.of(rules(FIRST_DAY, ABSENCE, always(two())));
                    case "四次" -> List.of(rules(FIRST_DAY, ABSENCE, always(four())));
                    case "早退旷工" ->
                        List.of(rules(
                                FIRST_DAY, new AbsenceRule(30, 60, 2), always(three("09:00", "14:00", "17:00", 0))));
                    case "换季" -> List.of(summer(MonthDay.of(9, 30)));
                    case "十月换季" -> List.of(summer(MonthDay.of(10, 15)));
                    case "补班" ->
                        List.of(rules(
                                FIRST_DAY,
                                ABSENCE,
                                hours("补班", null, List.of(), true, two()),
                                always(three("09:00", "14:00", "17:00", 0))));
                    case "周五" ->
                        List.of(rules(
                                FIRST_DAY,
                                ABSENCE,
                                hours(
                                        "周五",
                                        null,
                                        List.of(DayOfWeek.FRIDAY),
                                        false,
                                        three("09:00", "14:00", "16:00", 0)),
                                always(three("09:00", "14:00", "17:00", 0))));
                    case "月中" ->
                        List.of(
                                rules(FIRST_DAY, ABSENCE, always(three("09:00", "14:00", "17:00", 0))),
                                rules(
                                        LocalDate.of(2026, 11, 16),
                                        ABSENCE,
                                        always(three("08:30", "14:00", "17:00", 0))));
                    case "十月改时间" ->
                        List.of(
                                rules(FIRST_DAY, ABSENCE, always(three("09:00", "14:00", "17:00", 0))),
                                rules(
                                        LocalDate.of(2026, 10, 16),
                                        ABSENCE,
                                        always(three("08:30", "14:00", "17:00", 0))));
                    case "十月改四次" ->
                        List.of(
                                rules(FIRST_DAY, ABSENCE, always(three("09:00", "14:00", "17:00", 0))),
                                rules(LocalDate.of(2026, 10, 16), ABSENCE, always(four())));
                    default -> throw new IllegalArgumentException("no rules are called " + name);
                });
    }

    /** In summer the afternoon is half an hour later. */
    private static AttendanceRules summer(MonthDay last) {
        return rules(
                FIRST_DAY,
                ABSENCE,
                hours("夏季", new Season(MonthDay.of(5, 1), last), List.of(), false, three("09:00", "14:30", "17:30", 0)),
                always(three("09:00", "14:00", "17:00", 0)));
    }

    /** Of the announcements that the hub ships. */
    static Calendar calendar() {
        return new Calendar(Shipped.holidays());
    }

    static AttendanceRules rules(LocalDate from, AbsenceRule absence, Hours... hours) {
        return new AttendanceRules(from, "示例", WEEK, List.of(hours), absence, List.of(15, 30));
    }

    static Hours always(List<Slot> slots) {
        return hours("平时", null, List.of(), false, slots);
    }

    private static Hours hours(
            String name, @Nullable Season season, List<DayOfWeek> weekdays, boolean makeUp, List<Slot> slots) {
        return new Hours(name, season, weekdays, makeUp, slots);
    }

    static List<Slot> three(String morning, String afternoon, String evening, int graceMin) {
        return List.of(
                slot("morning-in", "上午签到", Direction.IN, Half.MORNING, "07:30", morning, "10:30", graceMin),
                slot("afternoon-in", "下午签到", Direction.IN, Half.AFTERNOON, "12:30", afternoon, "15:00", graceMin),
                slot("evening-out", "下班签退", Direction.OUT, Half.AFTERNOON, "15:00", evening, "19:30", graceMin));
    }

    static List<Slot> two() {
        return List.of(
                slot("in", "上班签到", Direction.IN, Half.MORNING, "07:30", "09:00", "12:00", 0),
                slot("out", "下班签退", Direction.OUT, Half.AFTERNOON, "12:00", "17:00", "19:30", 0));
    }

    static List<Slot> four() {
        return List.of(
                slot("morning-in", "上午签到", Direction.IN, Half.MORNING, "07:30", "09:00", "10:30", 0),
                slot("morning-out", "上午签退", Direction.OUT, Half.MORNING, "10:30", "12:00", "12:30", 0),
                slot("afternoon-in", "下午签到", Direction.IN, Half.AFTERNOON, "12:30", "14:00", "15:00", 0),
                slot("evening-out", "下班签退", Direction.OUT, Half.AFTERNOON, "15:00", "17:00", "19:30", 0));
    }

    static Slot slot(
            String id,
            String name,
            Direction direction,
            Half half,
            String opens,
            String due,
            String closes,
            int graceMin) {
        return new Slot(
                id,
                name,
                null,
                direction,
                half,
                LocalTime.parse(opens),
                LocalTime.parse(due),
                LocalTime.parse(closes),
                graceMin);
    }
}
