package io.yizhan.hub.access;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down who guesses: after some free failures each further one doubles the pause. It is kept in memory only: a
 * restart forgives. For any thread.
 */
final class Throttle {

    /** Keys remembered; the one that failed longest ago goes first. */
    static final int KEYS_MAX = 10_000;

    private static final Duration PAUSE_FIRST = Duration.ofSeconds(2);

    /** Short enough that nobody can shut an admin out for long by guessing in his name. */
    static final Duration PAUSE_MAX = Duration.ofMinutes(5);

    /** Failures are forgotten after a quiet time. */
    static final Duration FORGIVEN_AFTER = Duration.ofMinutes(30);

    private record Failures(int count, Instant last) {}

    private final int free;
    private final Map<String, Failures> failures = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > KEYS_MAX;
        }
    };

    /** @param free failures before the first pause */
    Throttle(int free) {
        this.free = free;
    }

    /** How long this key still has to wait; zero when it may try. */
    synchronized Duration pause(String key, Instant now) {
        Failures before = failures.get(key);
        if (before == null) {
            return Duration.ZERO;
        }
        if (!now.isBefore(before.last.plus(FORGIVEN_AFTER))) {
            failures.remove(key);
            return Duration.ZERO;
        }
        int beyond = before.count - free;
        if (beyond <= 0) {
            return Duration.ZERO;
        }
        Duration pause = PAUSE_FIRST.multipliedBy(1L << Math.min(beyond - 1, 16));
        Duration left = Duration.between(now, before.last.plus(pause.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : pause));
        return left.isNegative() ? Duration.ZERO : left;
    }

    synchronized void failed(String key, Instant now) {
        Failures before = failures.remove(key); // taken out and put in again: the order is that of the last failure
        failures.put(key, new Failures(before == null ? 1 : before.count + 1, now));
    }

    synchronized void succeeded(String key) {
        failures.remove(key);
    }
}
