package io.yizhan.hub.book;

/** How far two machines' uptimes part, and how well an uptime is known. */
public final class Drift {

    /** What an uptime may be wrong by, milliseconds. */
    public static final long UPTIME_ERROR_MS = 10;

    /** Two crystals part by at most so much of the time that passes. */
    private static final double PPM_100 = 100e-6;

    /** The same where the time was measured by the crystal that may be the slower one: a little more. */
    private static final double OF_MEASURED = PPM_100 / (1 - PPM_100) / (1 - PPM_100);

    private Drift() {}

    /** What two crystals may have parted by over this distance in time, milliseconds; without the error of reading. */
    public static long over(long distanceMs) {
        return (long) Math.ceil(OF_MEASURED * Math.abs(distanceMs));
    }

    /** By how much a bound widens at this distance in time, milliseconds. */
    public static long widening(long distanceMs) {
        return UPTIME_ERROR_MS + over(distanceMs);
    }
}
