package io.yizhan.terminal.journal;

import java.sql.SQLException;

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

    /** More than one append takes, with its notes. */
    private static final long AN_APPEND_BYTES = 1 << 20;

    static final Limits OF_A_TERMINAL = new Limits(JOURNAL_ENTRIES_MAX, JOURNAL_BYTES_MAX);

    Limits {
        if (entriesMax < 1 || bytesMax < 1) {
            throw new IllegalArgumentException(
                    "a journal of " + entriesMax + " entries, " + bytesMax + " bytes is none");
        }
    }

    /** Whether it is the file that has no more room; a disk that others fill is no reason to let entries go. */
    boolean isReached(Tables tables) throws SQLException {
        long usedBytes = tables.number(
                "SELECT (page_count - freelist_count) * page_size"
                        + " FROM pragma_page_count, pragma_freelist_count, pragma_page_size",
                0);
        return usedBytes > bytesMax - AN_APPEND_BYTES;
    }
}
