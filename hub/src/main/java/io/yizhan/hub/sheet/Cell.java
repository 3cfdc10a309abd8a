package io.yizhan.hub.sheet;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** What stands in a cell. */
public sealed interface Cell {

    /** Nothing. */
    record Empty() implements Cell {}

    /** A text; never one that a program reckons. */
    record Text(String text) implements Cell {}

    /** A number. */
    record Figure(BigDecimal number) implements Cell {}

    /** A day. */
    record Day(LocalDate day) implements Cell {}

    /** A moment on the hall's clock. */
    record Moment(LocalDateTime moment) implements Cell {}

    /** A formula, only ever found: what it comes to is its program's word, not ours. */
    record Formula(String formula) implements Cell {}

    /** An error such as {@code #REF!}, only ever found. */
    record Fault(String fault) implements Cell {}

    static Cell none() {
        return new Empty();
    }

    /** Empty for null and for an empty text. */
    static Cell of(@Nullable String text) {
        return text == null || text.isEmpty() ? none() : new Text(text);
    }

    static Cell of(@Nullable LocalDate day) {
        return day == null ? none() : new Day(day);
    }

    static Cell of(@Nullable LocalDateTime moment) {
        return moment == null ? none() : new Moment(moment);
    }

    static Cell of(@Nullable Integer number) {
        return number == null ? none() : new Figure(BigDecimal.valueOf(number));
    }

    /** As people read it, without white space around it. */
    default String shown() {
        return switch (this) {
            case Empty _ -> "";
            case Text(String text) -> strip(text);
            case Figure(BigDecimal number) ->
                number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
            case Day(LocalDate day) -> day.toString();
            case Moment(LocalDateTime moment) -> Moments.text(moment);
            case Formula(String formula) -> "=" + formula;
            case Fault(String fault) -> fault;
        };
    }

    /** Also the spaces that Chinese texts and web pages have. */
    private static String strip(String text) {
        return text.replace('\u00a0', ' ')
                .replace("\u200b", "")
                .replace("\ufeff", "")
                .strip();
    }
}
