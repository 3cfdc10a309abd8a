package io.yizhan.hub.follower;

import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.book.TrueTime.Source;
import io.yizhan.protocol.clock.ClockTrust;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** When an entry happened, from what its writer's clock said and from what the machines' uptimes allow. Pure. */
final class Reckoner {

    private Reckoner() {}

    /**
     * The true time of an entry.
     *
     * @param said wall time as the terminal wrote it
     * @param trust whether the terminal trusted its clock then
     * @param allowed where the uptimes put it on the hub's wall clock
     * @param before the entry before it was not before this; entries of a journal are in order
     * @param arrived when its batch arrived
     */
    static TrueTime settle(Instant said, ClockTrust trust, Span allowed, Instant before, Instant arrived) {
        boolean possible = allowed.holds(said);
        if (trust == ClockTrust.SYNCED && possible) {
            return TrueTime.exactly(said);
        }
        boolean flagged = trust == ClockTrust.SYNCED;
        Instant from = allowed.earliest();
        Instant to = allowed.latest();
        if (from != null && to != null) {
            Instant earliest = min(from, to);
            Instant latest = max(from, to);
            return new TrueTime(middle(earliest, latest), earliest, latest, Source.BOUNDS, flagged);
        }
        Instant earliest = from == null ? before : max(before, from);
        Instant latest = to == null ? arrived : min(arrived, to);
        Instant last = max(earliest, latest);
        return new TrueTime(min(max(said, earliest), last), earliest, last, Source.UNCERTAIN, flagged);
    }

    /** Of a line that cannot be read: some time before it arrived. */
    static TrueTime unread(Instant before, Instant arrived) {
        Instant latest = max(before, arrived);
        return new TrueTime(latest, before, latest, Source.UNCERTAIN, false);
    }

    private static Instant middle(Instant earliest, Instant latest) {
        return earliest.plus(earliest.until(latest, ChronoUnit.MILLIS) / 2, ChronoUnit.MILLIS);
    }

    private static Instant min(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant max(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
