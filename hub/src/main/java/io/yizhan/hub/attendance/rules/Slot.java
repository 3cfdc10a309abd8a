package io.yizhan.hub.attendance.rules;

import java.time.LocalTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A slot 班次: when one punch is asked for. It is open in [opens, closes); times are whole minutes of the hall's day.
 *
 * @param id by which leave names it, unique within its hours: {@code [a-z0-9-]{1,32}}
 * @param name as people read it
 * @param nameEn null where it has no English name
 * @param half to which half-day it belongs
 * @param due on time is who punches at the latest (in), at the earliest (out) in this minute, or within the grace
 * @param graceMin minutes; who is beyond counts from {@code due}
 */
public record Slot(
        String id,
        String name,
        @Nullable String nameEn,
        Direction direction,
        Half half,
        LocalTime opens,
        LocalTime due,
        LocalTime closes,
        int graceMin) {

    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,32}");
    private static final int NAME_MAX = 20;

    public Slot {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "slot id \"" + id + "\" is not 1 to 32 of the signs a-z, 0-9 and -: for example morning-in");
        }
        if (name.isBlank() || name.length() > NAME_MAX || (nameEn != null && nameEn.length() > 2 * NAME_MAX)) {
            throw new IllegalArgumentException("slot " + id + " needs a name of at most " + NAME_MAX + " characters");
        }
        if (!isWholeMinute(opens) || !isWholeMinute(due) || !isWholeMinute(closes)) {
            throw new IllegalArgumentException("slot " + id + " has seconds: give hours and minutes");
        }
        if (!opens.isBefore(closes)) {
            throw new IllegalArgumentException("slot " + id + " opens at " + opens + " and closes at " + closes
                    + ": it must close later on the same day");
        }
        if (due.isBefore(opens) || !due.isBefore(closes)) {
            throw new IllegalArgumentException(
                    "slot " + id + " is due at " + due + ", outside of its " + opens + "–" + closes);
        }
        int room = direction == Direction.IN ? minuteOf(closes) - 1 - minuteOf(due) : minuteOf(due) - minuteOf(opens);
        if (graceMin < 0 || graceMin > room) {
            throw new IllegalArgumentException("slot " + id + " has a grace of " + graceMin + " minutes: 0 to " + room
                    + " fit between " + due + " and its " + (direction == Direction.IN ? "close" : "opening"));
        }
    }

    /** Minutes since midnight. */
    public static int minuteOf(LocalTime time) {
        return time.getHour() * 60 + time.getMinute();
    }

    /** The last minute that is on time (in), the first (out). */
    public LocalTime limit() {
        return direction == Direction.IN ? due.plusMinutes(graceMin) : due.minusMinutes(graceMin);
    }

    private static boolean isWholeMinute(LocalTime time) {
        return time.getSecond() == 0 && time.getNano() == 0;
    }
}
