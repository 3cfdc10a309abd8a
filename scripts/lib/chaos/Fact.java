package chaos;

import java.time.Duration;
import java.time.Instant;

/**
 * Something that a person was told, or that the hub has recorded: by its content the same on both sides.
 *
 * @param kind punch, slip, call, rating
 * @param what who or which, such as {@code s0101 at reader-1} or {@code A023 at 2}
 * @param device whose journal it stands in
 * @param earliest it was not before this
 * @param latest it was not after this
 * @param place where it is written: a line of a witness, an entry of the book
 * @param record whose record it is: a call that a counter was told again has one record, and two entries
 */
record Fact(Kind kind, String what, String device, Instant earliest, Instant latest, String place, String record) {

    enum Kind {
        PUNCH,
        SLIP,
        CALL,
        RATING
    }

    boolean canBe(Fact other, Duration tolerance) {
        return !earliest.minus(tolerance).isAfter(other.latest)
                && !latest.plus(tolerance).isBefore(other.earliest);
    }
}
