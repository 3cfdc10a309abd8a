package io.yizhan.hub.attendance.rules;

import io.yizhan.hub.attendance.rules.UnfitRulesException.Reason;
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

    /** Characters of a name; of an English one twice as many. */
    public static final int NAME_MAX = 20;

    public Slot {
        if (!ID.matcher(id).matches()) {
            throw new UnfitRulesException(
                    Reason.NO_SLOT_ID,
                    "slot id \"" + id + "\" is not 1 to 32 of the signs a-z, 0-9 and -: for example morning-in",
                    id);
        }
        if (name.isBlank() || name.length() > NAME_MAX || (nameEn != null && nameEn.length() > 2 * NAME_MAX)) {
            throw new UnfitRulesException(
                    Reason.NO_NAME_OF_SLOT,
                    "slot " + id + " needs a name of at most " + NAME_MAX + " characters",
                    NAME_MAX);
        }
        if (!isWholeMinute(opens) || !isWholeMinute(due) || !isWholeMinute(closes)) {
            throw new UnfitRulesException(Reason.SECONDS, "slot " + id + " has seconds: give hours and minutes", name);
        }
        if (!opens.isBefore(closes)) {
            throw new UnfitRulesException(
                    Reason.CLOSES_BEFORE_IT_OPENS,
                    "slot " + id + " opens at " + opens + " and closes at " + closes
                            + ": it must close later on the same day",
                    name,
                    opens,
                    closes);
        }
        if (due.isBefore(opens) || !due.isBefore(closes)) {
            throw new UnfitRulesException(
                    Reason.DUE_OUTSIDE,
                    "slot " + id + " is due at " + due + ", outside of its " + opens + "–" + closes,
                    name,
                    due,
                    opens,
                    closes);
        }
        int room = direction == Direction.IN ? minuteOf(closes) - 1 - minuteOf(due) : minuteOf(due) - minuteOf(opens);
        if (graceMin < 0 || graceMin > room) {
            throw new UnfitRulesException(
                    Reason.GRACE_TOO_LONG,
                    "slot " + id + " has a grace of " + graceMin + " minutes: 0 to " + room + " fit between " + due
                            + " and its " + (direction == Direction.IN ? "close" : "opening"),
                    name,
                    graceMin,
                    room);
        }
    }

    /** How late one can be at most in this slot, or how early, in minutes; 0 where nobody can. */
    public int mostMin() {
        int most = direction == Direction.IN ? minuteOf(closes) - 1 - minuteOf(due) : minuteOf(due) - minuteOf(opens);
        return most > graceMin ? most : 0;
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
