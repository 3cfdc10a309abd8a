package io.yizhan.protocol.id;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/**
 * A ticket 号票: {@code 2026-11-23/A/23} on the wire, {@code A023} on paper. Unique for ever, its paper name for a day.
 */
public record TicketId(LocalDate day, SeriesId series, int number) implements Id {

    /** The largest number of a series in a day. */
    public static final int NUMBER_MAX = 99_999;

    public TicketId {
        if (number < 1 || number > NUMBER_MAX) {
            throw new IllegalArgumentException("ticket number " + number + " is outside 1–" + NUMBER_MAX);
        }
    }

    /** Reads {@code 2026-11-23/A/23}. */
    public static TicketId of(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length == 3 && parts[0].length() == 10 && parts[2].matches("[1-9][0-9]{0,4}")) {
            try {
                return new TicketId(LocalDate.parse(parts[0]), new SeriesId(parts[1]), Integer.parseInt(parts[2]));
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(IdRule.quoted(text) + " is no ticket id: its day is none", e);
            }
        }
        throw new IllegalArgumentException(IdRule.quoted(text) + " is no ticket id: it must look like 2026-11-23/A/23");
    }

    @Override
    public String text() {
        return day + "/" + series + "/" + number;
    }

    /** As printed and called: {@code A023}. */
    public String shown() {
        return "%s%03d".formatted(series, number);
    }

    @Override
    public String toString() {
        return text();
    }
}
