package io.yizhan.hub.book;

import java.time.Instant;

/**
 * When it happened, as far as the machines know.
 *
 * @param at the best single moment; never to be shown bare when the source is {@link Source#UNCERTAIN}
 * @param earliest it was not before this
 * @param latest it was not after this
 * @param flagged a trusted clock said something that cannot be: look at it
 */
public record TrueTime(Instant at, Instant earliest, Instant latest, Source source, boolean flagged) {

    public TrueTime {
        if (earliest.isAfter(at) || at.isAfter(latest)) {
            throw new IllegalArgumentException("not in order: " + earliest + " ≤ " + at + " ≤ " + latest);
        }
    }

    /** What is exact. */
    public static TrueTime exactly(Instant at) {
        return new TrueTime(at, at, at, Source.SYNCED, false);
    }

    /** Where the time comes from. */
    public enum Source {
        /** A clock that was kept right. */
        SYNCED,
        /** The hub's clock, by the two machines' uptimes. */
        BOUNDS,
        /** Neither: an admin settles it. */
        UNCERTAIN
    }
}
