package io.yizhan.terminal.station;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;

/**
 * When nothing is said aloud, by the hall's clock; what is shown goes on.
 *
 * @param from included
 * @param to not included; before {@code from} it is of the next day
 */
public record QuietHours(LocalTime from, LocalTime to) {

    /** No such hours. */
    public static final QuietHours NEVER = new QuietHours(LocalTime.MIN, LocalTime.MIN);

    /** @param text {@code 12:00-14:00} */
    public static QuietHours of(String text) {
        String[] ends = text.split("-", -1);
        try {
            if (ends.length == 2) {
                QuietHours hours = new QuietHours(LocalTime.parse(ends[0].strip()), LocalTime.parse(ends[1].strip()));
                if (!hours.from.equals(hours.to)) {
                    return hours;
                }
            }
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(refusal(text), e);
        }
        throw new IllegalArgumentException(refusal(text));
    }

    boolean cover(LocalTime time) {
        return from.isBefore(to)
                ? !time.isBefore(from) && time.isBefore(to)
                : !from.equals(to) && (!time.isBefore(from) || time.isBefore(to));
    }

    private static String refusal(String text) {
        return "quiet hours \"" + text + "\" must be two different times such as \"12:00-14:00\"";
    }
}
