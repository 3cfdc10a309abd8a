package io.yizhan.hub.book;

/** What a decision may break that is no domain's own; beside each, what its sentence names. */
public enum BookRule {
    /** Bytes, the most. */
    TOO_LONG,
    /** Entry's number, device. */
    NOT_UNCERTAIN,
    /** Entry's number, device, the first moment that can be, the last. */
    OUTSIDE_BOUNDS
}
