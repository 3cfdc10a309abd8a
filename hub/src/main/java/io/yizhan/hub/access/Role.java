package io.yizhan.hub.access;

/** What an account may do. */
public enum Role {
    /** Everything. */
    ADMIN,
    /** Works at a counter: sees the hall's day, and presses the keys of a counter. */
    CLERK
}
