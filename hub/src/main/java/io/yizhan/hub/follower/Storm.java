package io.yizhan.hub.follower;

import java.util.ArrayDeque;
import java.util.Deque;

/** Bad entries of one device: too many in a minute and it is told to wait, so that it costs nobody else. */
final class Storm {

    /** Bad entries in any minute that are still taken without a pause, unless the hall's settings say otherwise. */
    static final int BAD_ENTRIES_MAX = 20;

    static final long WINDOW_MS = 60_000;

    private final int most;
    private final Deque<Long> bad = new ArrayDeque<>();
    private long busyUntil;

    /** @param most bad entries in any minute that are still taken without a pause */
    Storm(int most) {
        this.most = most;
    }

    /** Counts the bad entries of a batch. @return whether this batch crossed the line */
    boolean count(int entries, long upMs) {
        for (int i = 0; i < entries; i++) {
            bad.addLast(upMs);
        }
        while (!bad.isEmpty() && bad.getFirst() <= upMs - WINDOW_MS) {
            bad.removeFirst();
        }
        if (bad.size() <= most || busyUntil > upMs) {
            return false;
        }
        busyUntil = bad.getFirst() + WINDOW_MS;
        return true;
    }

    /** How long the device still has to wait, milliseconds; 0 when it need not. */
    long waitMs(long upMs) {
        return Math.max(0, busyUntil - upMs);
    }
}
