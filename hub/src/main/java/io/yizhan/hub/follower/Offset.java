package io.yizhan.hub.follower;

import io.yizhan.hub.book.Drift;
import org.jspecify.annotations.Nullable;

/**
 * What is known of hub uptime minus terminal uptime, for one boot of each: two-sided bounds, each with the hub uptime
 * at which it was seen, milliseconds. Crystals drift: a bound widens with its distance in time, and every bound that
 * was ever seen stays true at its distance; kept is the one that is the tightest when the newest message comes.
 *
 * @param low it is at least this; null when nothing is known
 * @param high it is at most this; null when nothing is known
 */
record Offset(@Nullable Bound low, @Nullable Bound high) {

    static final Offset UNKNOWN = new Offset(null, null);

    /** A bound and the hub uptime at which it was seen. */
    record Bound(long ms, long seenAt) {

        long drift(long hubUp) {
            return Drift.over(hubUp - seenAt);
        }

        long widening(long hubUp) {
            return Drift.widening(hubUp - seenAt);
        }
    }

    /**
     * A message that left at terminal uptime {@code up} arrived at hub uptime {@code arrived}: it cannot have left
     * later.
     */
    Offset arrived(long arrived, long up) {
        Bound seen = new Bound(arrived - up, arrived);
        boolean tighter = high == null || seen.ms() <= high.ms() + high.drift(arrived);
        return tighter ? new Offset(low, seen) : this;
    }

    /**
     * An ack that left at hub uptime {@code sent} was heard at terminal uptime {@code here}: it cannot have been heard
     * earlier. One that contradicts the arrivals is not learned: they are stamped here, what was heard only the
     * terminal says.
     */
    Offset heard(long sent, long here) {
        Bound seen = new Bound(sent - here, sent);
        if (high != null && seen.ms() - seen.widening(high.seenAt()) > high.ms() + Drift.UPTIME_ERROR_MS) {
            return this;
        }
        boolean tighter = low == null || seen.ms() >= low.ms() - low.drift(sent);
        return tighter ? new Offset(seen, high) : this;
    }

    /** Hub uptime, at the earliest, when the terminal's was {@code up}; null when nothing is known. */
    @Nullable
    Long earliest(long up) {
        if (low == null) {
            return null;
        }
        long at = up + low.ms();
        return at - low.widening(at);
    }

    /** Hub uptime, at the latest, when the terminal's was {@code up}; null when nothing is known. */
    @Nullable
    Long latest(long up) {
        if (high == null) {
            return null;
        }
        long at = up + high.ms();
        return at + high.widening(at);
    }
}
