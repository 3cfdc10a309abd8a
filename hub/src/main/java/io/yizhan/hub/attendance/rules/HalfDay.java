package io.yizhan.hub.attendance.rules;

import java.time.LocalDate;
import java.util.Comparator;

/** One half of a day. */
public record HalfDay(LocalDate day, Half half) implements Comparable<HalfDay> {

    private static final Comparator<HalfDay> ORDER =
            Comparator.comparing(HalfDay::day).thenComparing(HalfDay::half);

    @Override
    public int compareTo(HalfDay other) {
        return ORDER.compare(this, other);
    }

    /** The half-day after this one. */
    public HalfDay next() {
        return half == Half.MORNING ? new HalfDay(day, Half.AFTERNOON) : new HalfDay(day.plusDays(1), Half.MORNING);
    }
}
