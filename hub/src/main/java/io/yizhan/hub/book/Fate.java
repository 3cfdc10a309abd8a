package io.yizhan.hub.book;

/** What became of an entry in the book; whatever it is, the entry stays. */
public enum Fate {
    /** The projections have it. */
    FOLDED,
    /** A rule of the records failed. */
    UNPROJECTED,
    /** It cannot be read, breaks its type's rules, or this device may not say it. */
    QUARANTINED,
    /** An entry type or version that this hub does not know. */
    UNKNOWN,
    /** The same line stands in an earlier journal of this device. */
    REPEATED
}
