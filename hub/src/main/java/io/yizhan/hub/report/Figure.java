package io.yizhan.hub.report;

import io.yizhan.hub.attendance.leave.LeaveType;
import io.yizhan.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One figure of a row: the columns of a bulletin, in the one order in which page, print, spreadsheet and changes have
 * them.
 *
 * @param name by which a page finds its words: {@code due}, {@code late-count}, {@code leave-sick}
 * @param step minutes up to which lateness counts here, 0 for beyond the last; null for other figures
 */
public record Figure(
        String name, Unit unit, int value, @Nullable Integer step) {

    /** In what it is counted. */
    public enum Unit {
        /** Half-days, shown as days with a half. */
        HALF_DAYS,
        TIMES,
        MINUTES,
        /** Single slots. */
        SLOTS
    }

    /** All figures of a row. */
    public static List<Figure> of(BulletinRow row, List<Integer> lateStepsMin) {
        List<Figure> figures = new ArrayList<>();
        figures.add(halfDays("due", row.due()));
        figures.add(halfDays("net", row.net()));
        figures.add(halfDays("present", row.present()));
        figures.add(halfDays("absent", row.absent()));
        figures.add(times("late-count", row.lateCount()));
        figures.add(new Figure("late-minutes", Unit.MINUTES, row.lateMinutes(), null));
        for (int i = 0; i < row.lateBy().size(); i++) {
            int step = i < lateStepsMin.size() ? lateStepsMin.get(i) : 0;
            figures.add(new Figure("late-by", Unit.TIMES, row.lateBy().get(i), step));
        }
        figures.add(times("early-count", row.earlyCount()));
        figures.add(new Figure("early-minutes", Unit.MINUTES, row.earlyMinutes(), null));
        figures.add(times("missed", row.missed()));
        for (LeaveType type : LeaveType.values()) {
            String name = "leave-" + Json.wireName(type);
            figures.add(halfDays(name, row.leave(type).halfDays()));
            figures.add(new Figure(name + "-slots", Unit.SLOTS, row.leave(type).slots(), null));
        }
        figures.add(times("corrections", row.corrections()));
        figures.add(halfDays("stand-ins", row.standIns()));
        figures.add(times("outages", row.outages()));
        return List.copyOf(figures);
    }

    /** Of all its people together; none where there is nobody. */
    public static List<Figure> sums(Bulletin bulletin) {
        List<Figure> sums = new ArrayList<>();
        for (BulletinRow row : bulletin.rows()) {
            List<Figure> own = of(row, bulletin.lateStepsMin());
            for (int i = 0; i < own.size(); i++) {
                Figure figure = own.get(i);
                if (sums.size() == i) {
                    sums.add(figure);
                } else {
                    sums.set(i, new Figure(figure.name, figure.unit, sums.get(i).value + figure.value, figure.step));
                }
            }
        }
        return List.copyOf(sums);
    }

    private static Figure halfDays(String name, int value) {
        return new Figure(name, Unit.HALF_DAYS, value, null);
    }

    private static Figure times(String name, int value) {
        return new Figure(name, Unit.TIMES, value, null);
    }

    /** As people read it: half-days as days, {@code 21.5}. */
    public String text() {
        return unit == Unit.HALF_DAYS ? days(value) : Integer.toString(value);
    }

    /** Half-days as days: {@code 21.5}. */
    public static String days(int halfDays) {
        return halfDays / 2 + (halfDays % 2 == 0 ? "" : ".5");
    }
}
