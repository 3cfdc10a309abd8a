package io.yizhan.hub.page;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/**
 * A number's course over a day, as the path of a small drawing: flat between its changes, from the morning to now.
 *
 * @param line the path of the line; empty before the day's hours begin
 * @param area the path of what lies below it
 * @param fromHour where the axis begins
 * @param toHour where it ends, 24 at most
 */
public record DayCurve(String line, String area, int fromHour, int toHour) {

    /** The drawing's own units; it is stretched to its place. */
    public static final int WIDTH = 240;

    public static final int HEIGHT = 56;

    /** The line's stroke must not be cut off at the top. */
    private static final double TOP = 2;

    private static final int FROM_HOUR_LATEST = 8;
    private static final int TO_HOUR_EARLIEST = 18;

    /** From this moment on the number is this. */
    public record Step(Instant at, double value) {}

    /**
     * @param steps in their order
     * @param top the value at the upper edge, if no step is higher
     */
    static DayCurve of(List<Step> steps, double top, LocalDate day, ZoneId zone, Instant now) {
        int fromHour = FROM_HOUR_LATEST;
        int toHour = Math.max(TO_HOUR_EARLIEST, endOf(hourOf(now, day, zone)));
        double highest = Math.max(top, 1);
        for (Step step : steps) {
            double hour = hourOf(step.at, day, zone);
            fromHour = Math.min(fromHour, Math.max(0, (int) hour));
            toHour = Math.max(toHour, endOf(hour));
            highest = Math.max(highest, step.value);
        }
        Axis axis = new Axis(day, zone, fromHour, toHour, highest);
        if (axis.x(now) <= 0) {
            return new DayCurve("", "", fromHour, toHour);
        }
        StringBuilder line = new StringBuilder("M0 ").append(axis.y(0));
        for (Step step : steps) {
            line.append(" H").append(number(axis.x(step.at))).append(" V").append(axis.y(step.value));
        }
        String end = number(axis.x(now));
        line.append(" H").append(end);
        return new DayCurve(line.toString(), line + " V" + HEIGHT + " H0 Z", fromHour, toHour);
    }

    private static int endOf(double hour) {
        return Math.min(24, (int) hour + 1);
    }

    private static double hourOf(Instant at, LocalDate day, ZoneId zone) {
        return Duration.between(day.atStartOfDay(zone), at.atZone(zone)).toSeconds() / 3600.0;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private record Axis(LocalDate day, ZoneId zone, int fromHour, int toHour, double highest) {

        double x(Instant at) {
            double share = (hourOf(at, day, zone) - fromHour) / (toHour - fromHour);
            return Math.clamp(share, 0, 1) * WIDTH;
        }

        String y(double value) {
            return number(HEIGHT - value / highest * (HEIGHT - TOP));
        }
    }
}
