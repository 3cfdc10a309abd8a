package io.yizhan.hub.evaluation;

import java.util.OptionalDouble;

/**
 * Counts of sessions that stand with a call; what stands apart is not assessed.
 *
 * @param satisfied of those given, levels 3 to 5
 */
public record RatingTotals(int given, int missed, int satisfied) {

    public static final RatingTotals NONE = new RatingTotals(0, 0, 0);

    public RatingTotals {
        if (given < 0 || missed < 0 || satisfied < 0 || satisfied > given) {
            throw new IllegalArgumentException(
                    "no totals: given " + given + ", missed " + missed + ", satisfied " + satisfied);
        }
    }

    /** 好评率, 0 to 1; empty when nobody rated: 0/0 is no rate. */
    public OptionalDouble satisfaction() {
        return share(satisfied, given);
    }

    /** 未评价率, 0 to 1; empty when there was nothing to rate. */
    public OptionalDouble missedShare() {
        return share(missed, given + missed);
    }

    /** Totals pool the counts, never means of means. */
    public RatingTotals plus(RatingTotals other) {
        return new RatingTotals(given + other.given, missed + other.missed, satisfied + other.satisfied);
    }

    private static OptionalDouble share(int part, int whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }
}
