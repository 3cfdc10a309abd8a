package io.yizhan.hub.book;

/**
 * Something in the book that cannot be.
 *
 * @param where the entry, journal or row
 * @param what was found and what was expected, for an admin
 */
public record Flaw(String where, String what) {

    @Override
    public String toString() {
        return where + ": " + what;
    }
}
