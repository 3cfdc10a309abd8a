package io.yizhan.protocol;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Times as they stand on the wire, RFC 3339 with milliseconds and an offset: {@code 2026-11-23T08:31:04.123+08:00}.
 * Every line that is read has one, so this shape is read by hand: a formatter took a fifth of a line's time. Any other
 * is left to the platform, and so is the word about what is wrong with it.
 */
final class WireTime {

    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX");

    private static final String SHAPE = "0000-00-00T00:00:00.000";
    private static final String OFFSET_SHAPE = "00:00";
    private static final int OFFSET = SHAPE.length();
    private static final int OFFSET_HOURS_MAX = 18;

    private WireTime() {}

    static String text(OffsetDateTime time) {
        return MILLIS.format(time);
    }

    /** @throws java.time.DateTimeException when it is no time */
    static OffsetDateTime parse(String text) {
        ZoneOffset offset = has(text, 0, SHAPE) ? offset(text) : null;
        if (offset == null) {
            return OffsetDateTime.parse(text);
        }
        return OffsetDateTime.of(
                number(text, 0, 4),
                number(text, 5, 7),
                number(text, 8, 10),
                number(text, 11, 13),
                number(text, 14, 16),
                number(text, 17, 19),
                number(text, 20, 23) * 1_000_000,
                offset);
    }

    /** Null when it is not of the usual shape. */
    private static @Nullable ZoneOffset offset(String text) {
        char sign = text.length() > OFFSET ? text.charAt(OFFSET) : ' ';
        if (sign == 'Z' && text.length() == OFFSET + 1) {
            return ZoneOffset.UTC;
        }
        boolean signed = sign == '+' || sign == '-';
        if (!signed || text.length() != OFFSET + 6 || !has(text, OFFSET + 1, OFFSET_SHAPE)) {
            return null;
        }
        int hours = number(text, OFFSET + 1, OFFSET + 3);
        int minutes = number(text, OFFSET + 4, OFFSET + 6);
        if (hours >= OFFSET_HOURS_MAX || minutes > 59) {
            return null;
        }
        int seconds = (hours * 60 + minutes) * 60;
        return ZoneOffset.ofTotalSeconds(sign == '-' ? -seconds : seconds);
    }

    /** A digit where the shape has 0, else its character. */
    private static boolean has(String text, int from, String shape) {
        if (text.length() < from + shape.length()) {
            return false;
        }
        for (int i = 0; i < shape.length(); i++) {
            char seen = text.charAt(from + i);
            char wanted = shape.charAt(i);
            if (wanted == '0' ? seen < '0' || seen > '9' : seen != wanted) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + (text.charAt(i) - '0');
        }
        return number;
    }
}
