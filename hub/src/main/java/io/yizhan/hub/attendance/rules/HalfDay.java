package io.yizhan.hub.attendance.rules;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Locale;

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

    /** The half-day before this one. */
    public HalfDay previous() {
        return half == Half.AFTERNOON ? new HalfDay(day, Half.MORNING) : new HalfDay(day.minusDays(1), Half.AFTERNOON);
    }

    /** As people read it who know the journals: {@code 2026-11-23 morning}. */
    @Override
    public String toString() {
        return day + " " + half.name().toLowerCase(Locale.ROOT);
    }
}
