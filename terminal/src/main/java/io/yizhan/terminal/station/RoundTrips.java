package io.yizhan.terminal.station;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** How long the newest requests took, from sent to answered. Thread-safe. */
public final class RoundTrips {

    /** The oldest are forgotten. */
    public static final int KEPT_MAX = 500;

    private final Deque<Duration> newestLast = new ArrayDeque<>();

    synchronized void add(Duration took) {
        if (newestLast.size() == KEPT_MAX) {
            newestLast.removeFirst();
        }
        newestLast.addLast(took);
    }

    /** The newest last. */
    public synchronized List<Duration> newestLast() {
        return List.copyOf(newestLast);
    }
}
