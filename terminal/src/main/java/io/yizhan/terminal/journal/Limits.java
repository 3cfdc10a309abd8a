package io.yizhan.terminal.journal;

/**
 * How much a journal may hold.
 *
 * @param entriesMax at this many, acknowledged ones go, oldest first; unacknowledged ones never: then nothing is taken
 * @param bytesMax of the file
 */
record Limits(int entriesMax, long bytesMax) {

    /** About 133 days at 3,000 a day. */
    static final int JOURNAL_ENTRIES_MAX = 400_000;

    /** All entries at their longest are 3.4 GB; beginning anew holds them twice for a while. */
    static final long JOURNAL_BYTES_MAX = 8L << 30;

    static final Limits OF_A_TERMINAL = new Limits(JOURNAL_ENTRIES_MAX, JOURNAL_BYTES_MAX);

    Limits {
        if (entriesMax < 1 || bytesMax < 1) {
            throw new IllegalArgumentException(
                    "a journal of " + entriesMax + " entries, " + bytesMax + " bytes is none");
        }
    }
}
