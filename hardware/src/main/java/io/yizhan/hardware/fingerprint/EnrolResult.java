package io.yizhan.hardware.fingerprint;

/** How an enrolment ended. */
public sealed interface EnrolResult {

    /** The template stands at its position. */
    record Enrolled(int score) implements EnrolResult {}

    /** The finger is already in the library. */
    record Duplicate(int position) implements EnrolResult {}

    /** The touches were not of one finger, or not good enough together. */
    record NotMerged() implements EnrolResult {}

    /** Stored, but not found again: taken out. */
    record NotProven() implements EnrolResult {}

    /** The position is outside the library, or the library is full. */
    record NoRoom(int position, int capacity) implements EnrolResult {}

    /** The guide gave up: nobody came, or the order was withdrawn. */
    record GivenUp() implements EnrolResult {}
}
