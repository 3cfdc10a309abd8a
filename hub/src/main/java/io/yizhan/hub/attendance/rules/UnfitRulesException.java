package io.yizhan.hub.attendance.rules;

import java.io.Serial;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;

/**
 * Rules, or an announcement of holidays, that cannot hold. The message is for who reads English; reason and details let
 * a page say the same in its own words.
 */
public final class UnfitRulesException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final List<String> details;

    /** What does not fit; beside each, the details in their order. */
    public enum Reason {
        /** What was written. */
        NOT_A_DAY,
        /** What was written. */
        NOT_A_TIME,
        /** What was written. */
        NOT_A_NUMBER,
        /** What was written: a season needs both ends, as 05-01. */
        NOT_A_SEASON,
        /** The most characters. */
        NO_SOURCE,
        NO_WEEKDAY,
        /** How many, and how many are possible. */
        COUNT_OF_HOURS,
        /** The most characters. */
        NO_NAME_OF_HOURS,
        /** The steps. */
        STEPS_NOT_ASCENDING,
        /** How many, and how many are possible. */
        TOO_MANY_STEPS,
        /** Weekday, month, day of the month. */
        DAY_WITHOUT_HOURS,
        ABSENCE_FROM_NO_MINUTE,
        ABSENCE_FROM_NO_SLOT,
        /** Hours, how many, the least, the most. */
        COUNT_OF_SLOTS,
        /** Hours, id. */
        SLOT_TWICE,
        /** Hours, slot, when it opens, the slot before, when that closes. */
        OVERLAPPING,
        /** Hours, slot, the slot before. */
        MORNING_AFTER_AFTERNOON,
        /** Hours, slot. */
        OUT_COMES_FIRST,
        /** Hours, slot, the slot before, when that closes. */
        OUT_OPENS_OTHERWISE,
        /** The id. */
        NO_SLOT_ID,
        /** The most characters. */
        NO_NAME_OF_SLOT,
        /** Slot. */
        SECONDS,
        /** Slot, opens, closes. */
        CLOSES_BEFORE_IT_OPENS,
        /** Slot, due, opens, closes. */
        DUE_OUTSIDE,
        /** Slot, grace, the most that fits. */
        GRACE_TOO_LONG,
        /** What a machine says of it. */
        NOT_A_FILE_OF_HOLIDAYS,
        /** The year. */
        NO_SUCH_YEAR,
        /** The year. */
        NO_SOURCE_OF_HOLIDAYS,
        /** The year. */
        YEAR_WITHOUT_A_DAY,
        /** The day, the year. */
        HOLIDAY_TWICE,
        /** The day, the year. */
        HOLIDAY_OF_ANOTHER_YEAR
    }

    /** @param details as the reason has them */
    public UnfitRulesException(Reason reason, String message, Object... details) {
        super(message);
        this.reason = reason;
        this.details = Arrays.stream(details).map(UnfitRulesException::text).toList();
    }

    /** What was written where something else is asked for. */
    public static UnfitRulesException unreadable(Reason reason, String written, String wanted) {
        return new UnfitRulesException(reason, "\"" + written + "\" is not " + wanted, written);
    }

    public Reason reason() {
        return reason;
    }

    /** Texts; times as {@code 08:30}, weekdays by their number from Monday, 1, on. */
    public List<String> details() {
        return details;
    }

    /** What was refused, and why. */
    public String say() {
        return String.valueOf(getMessage());
    }

    private static String text(Object detail) {
        return switch (detail) {
            case DayOfWeek weekday -> Integer.toString(weekday.getValue());
            case LocalTime time -> time.toString();
            default -> String.valueOf(detail);
        };
    }
}
