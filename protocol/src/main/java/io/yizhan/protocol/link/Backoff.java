package io.yizhan.protocol.link;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses between tries: doubled up to a longest one, and shaken so that a hall's devices do not try together. */
final class Backoff {

    private static final double JITTER = 0.25;
    private static final int DOUBLINGS_MAX = 20; // beyond any longest pause

    private final Duration least;
    private final Duration most;
    private int failures;

    Backoff(Duration least, Duration most) {
        this.least = least;
        this.most = most;
    }

    Duration next() {
        long doubledMs = least.toMillis() << Math.min(failures, DOUBLINGS_MAX);
        failures++;
        long pauseMs = Math.min(doubledMs, most.toMillis());
        return Duration.ofMillis(
                Math.round(pauseMs * ThreadLocalRandom.current().nextDouble(1 - JITTER, 1 + JITTER)));
    }

    /** A connection that lasted for less than the longest pause is one more failure. */
    void lasted(Duration connected) {
        if (connected.compareTo(most) >= 0) {
            failures = 0;
        }
    }
}
