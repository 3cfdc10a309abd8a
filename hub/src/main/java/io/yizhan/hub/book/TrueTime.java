package io.yizhan.hub.book;

import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.clock.MachineClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * When it happened, as far as the machines know.
 *
 * @param at the best single moment; never to be shown bare unless {@link #isMoment()}
 * @param earliest it was not before this; {@link #NO_EARLIEST} where nothing is known
 * @param latest it was not after this; {@link #NO_LATEST} where nothing is known
 * @param flagged a trusted clock said something that cannot be, or an uptime went back: look at it
 */
public record TrueTime(Instant at, Instant earliest, Instant latest, Source source, boolean flagged) {

    public static final Instant NO_EARLIEST = Instant.EPOCH;
    public static final Instant NO_LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    /** Bounds that are further apart make no single moment; the hall reckons in whole minutes. */
    public static final Duration MOMENT_MAX = Duration.ofMinutes(1);

    public TrueTime {
        if (earliest.isAfter(at) || at.isAfter(latest)) {
            throw new IllegalArgumentException("not in order: " + earliest + " ≤ " + at + " ≤ " + latest);
        }
    }

    /** What is exact. */
    public static TrueTime exactly(Instant at) {
        return new TrueTime(at, at, at, Source.SYNCED, false);
    }

    /** What a machine sees itself, by its clock: a moment only while that is trusted, and else bounded by nothing. */
    public static TrueTime seen(MachineClock clock) {
        Instant wall = Instant.ofEpochMilli(clock.wallMs());
        return clock.trust() == ClockTrust.SYNCED ? exactly(wall) : guessed(wall, NO_EARLIEST, NO_LATEST, false);
    }

    /** The middle of two moments, in whichever order they come. */
    public static TrueTime between(Instant one, Instant other, Source source, boolean flagged) {
        Instant earliest = one.isBefore(other) ? one : other;
        Instant latest = one.isBefore(other) ? other : one;
        Instant middle = earliest.plus(earliest.until(latest, ChronoUnit.MILLIS) / 2, ChronoUnit.MILLIS);
        return new TrueTime(middle, earliest, latest, source, flagged);
    }

    /** Uncertain between two moments, in whichever order they come: the guess, as far as they allow it. */
    public static TrueTime guessed(Instant guess, Instant one, Instant other, boolean flagged) {
        Instant earliest = one.isBefore(other) ? one : other;
        Instant latest = one.isBefore(other) ? other : one;
        Instant at = guess.isBefore(earliest) ? earliest : guess.isAfter(latest) ? latest : guess;
        return new TrueTime(at, earliest, latest, Source.UNCERTAIN, flagged);
    }

    /** What an admin settled. */
    public static TrueTime settled(Instant at) {
        return new TrueTime(at, at, at, Source.SETTLED, false);
    }

    /** Whether it may stand as a single moment. */
    public boolean isMoment() {
        return switch (source) {
            case SYNCED, SETTLED -> true;
            case BOUNDS -> Duration.between(earliest, latest).compareTo(MOMENT_MAX) <= 0;
            case UNCERTAIN -> false;
        };
    }

    /** What is known of it; a side of which nothing is known is null. */
    public Span span() {
        return new Span(earliest.equals(NO_EARLIEST) ? null : earliest, latest.equals(NO_LATEST) ? null : latest);
    }

    /** The earliest, where no single moment may stand; null for a moment. */
    public @Nullable Instant doubtEarliest() {
        return isMoment() ? null : earliest;
    }

    /** The latest, where no single moment may stand; null for a moment. */
    public @Nullable Instant doubtLatest() {
        return isMoment() ? null : latest;
    }

    /** As it is kept of records: the moment, and bounds only where it is none. */
    public static TrueTime kept(Instant at, @Nullable Instant doubtEarliest, @Nullable Instant doubtLatest) {
        return doubtEarliest == null || doubtLatest == null
                ? exactly(at)
                : new TrueTime(at, doubtEarliest, doubtLatest, Source.UNCERTAIN, false);
    }

    /** Where the time comes from. */
    public enum Source {
        /** A clock that was kept right. */
        SYNCED,
        /** The hub's clock, by the two machines' uptimes. */
        BOUNDS,
        /** Neither: an admin settles it. */
        UNCERTAIN,
        /** It was uncertain, and an admin has settled it. */
        SETTLED
    }
}
