package io.yizhan.hub.book;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known of a moment: not before, not after; null where nothing is. */
public record Span(@Nullable Instant earliest, @Nullable Instant latest) {

    public static final Span UNKNOWN = new Span(null, null);

    /** What both say; where they contradict each other, earliest comes after latest. */
    public Span and(Span other) {
        return new Span(later(earliest, other.earliest), sooner(latest, other.latest));
    }

    /** All that either allows; what one of them does not bound is not bounded. */
    public Span or(Span other) {
        Instant from = earliest == null || other.earliest == null
                ? null
                : earliest.isBefore(other.earliest) ? earliest : other.earliest;
        Instant to =
                latest == null || other.latest == null ? null : latest.isAfter(other.latest) ? latest : other.latest;
        return new Span(from, to);
    }

    /** Whether its two sides contradict each other. */
    public boolean isEmpty() {
        return earliest != null && latest != null && earliest.isAfter(latest);
    }

    /** Whether both sides are known. */
    public boolean isBounded() {
        return earliest != null && latest != null;
    }

    /** Wider by so many milliseconds on both sides. */
    public Span widened(long ms) {
        return new Span(
                earliest == null ? null : earliest.minusMillis(ms), latest == null ? null : latest.plusMillis(ms));
    }

    public boolean holds(Instant at) {
        return (earliest == null || !at.isBefore(earliest)) && (latest == null || !at.isAfter(latest));
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }

    private static @Nullable Instant sooner(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }
}
