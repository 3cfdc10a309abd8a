package io.yizhan.protocol;

/**
 * Whole numbers on the wire. None is greater than every reader of JSON holds exactly (RFC 7493, section 2.2): that is
 * far beyond any count or uptime, and what is reckoned with them never leaves a long.
 */
public final class WireNumber {

    /** 2⁵³ − 1. */
    public static final long MAX = (1L << 53) - 1;

    private WireNumber() {}

    /** @throws IllegalArgumentException when it is outside {@code least} to {@link #MAX} */
    public static void check(String name, long number, long least) {
        if (number < least || number > MAX) {
            throw new IllegalArgumentException(name + " " + number + " is outside " + least + "–" + MAX);
        }
    }
}
