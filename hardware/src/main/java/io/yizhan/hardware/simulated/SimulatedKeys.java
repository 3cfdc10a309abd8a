package io.yizhan.hardware.simulated;

import io.yizhan.hardware.bus.InputLine;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fingers on keys with real contacts: each press and each release bounces. Thread-safe.
 *
 * <p>A press takes {@link #PRESS} of a finger's time and none of the caller's: its edges are handed over at once, with
 * the times at which the contact would have made them. A finger is never at two keys at a time, so the next press comes
 * after the last one's release; use {@link #hold} or {@link #pressTogether} for two fingers.
 */
public final class SimulatedKeys {

    /** From the first edge of a press to the first edge of its release. */
    public static final Duration PRESS = Duration.ofMillis(80);

    /** Between two presses of one finger. */
    private static final long PAUSE_NANOS = Duration.ofMillis(60).toNanos();

    /** A contact changes so often in a bounce, an odd number, with this between the changes. */
    private static final int BOUNCES = 5;

    private static final long BOUNCE_NANOS = Duration.ofMillis(1).toNanos();

    /** A worn contact: at most three times as many changes, at most half as long again between two of them. */
    private static final int WORN_BOUNCES_MAX = 3 * BOUNCES;

    private static final long WORN_BOUNCE_NANOS_MAX = BOUNCE_NANOS * 3 / 2;

    /** Of so many presses one makes no contact, on the average. */
    private static final int MISSES_ONE_IN = 3;

    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
    private final Random random;
    private long free = Long.MIN_VALUE;

    public SimulatedKeys(String... keys) {
        this(0, keys);
    }

    /** @param seed of the faults */
    public SimulatedKeys(long seed, String... keys) {
        random = new Random(seed);
        for (String key : keys) {
            lines.put(key, new Line(key));
        }
    }

    /** What goes wrong while it is switched on. */
    public enum Fault {
        /** Contacts are worn: they bounce longer, and never twice alike. */
        WORN,
        /** Now and then a press makes no contact. */
        MISS,
        /** With each press another line sees a spark, as of two wires in one conduit. */
        SPARK
    }

    /** Switches a fault on or off. */
    public synchronized void fault(Fault fault, boolean on) {
        if (on) {
            faults.add(fault);
        } else {
            faults.remove(fault);
        }
    }

    /** The inputs at the near end, by key. */
    public Map<String, InputLine> lines() {
        return Collections.unmodifiableMap(lines);
    }

    /** The input of one key. */
    public InputLine line(String key) {
        return contact(key);
    }

    /** Presses and lets go. A key that is down already is pressed by nobody. */
    public void press(String key) {
        pressTogether(key);
    }

    /** Presses these keys at the same moment and lets go of them. */
    public synchronized void pressTogether(String... keys) {
        List<String> up =
                Stream.of(keys).filter(key -> !contact(key).down && !misses()).toList();
        long at = start();
        if (faults.contains(Fault.SPARK)) {
            spark(List.of(keys), at);
        }
        up.forEach(key -> bounce(key, true, at));
        up.forEach(key -> bounce(key, false, at + PRESS.toNanos()));
        free = at + PRESS.toNanos() + PAUSE_NANOS;
    }

    /** Presses and keeps it down: a finger that stays, or a key that is stuck. */
    public synchronized void hold(String key) {
        if (!contact(key).down) {
            bounce(key, true, start());
        }
    }

    /** Lets go of a key that is held. */
    public synchronized void release(String key) {
        if (contact(key).down) {
            long at = start();
            bounce(key, false, at);
            free = at + PAUSE_NANOS;
        }
    }

    /** A spark on the line, shorter than any press. */
    public synchronized void glitch(String key) {
        long at = start();
        spark(key, at);
        free = at + PAUSE_NANOS;
    }

    /** Whether the contact is closed. */
    public synchronized boolean down(String key) {
        return contact(key).down;
    }

    private long start() {
        long now = System.nanoTime();
        return free == Long.MIN_VALUE || now - free > 0 ? now : free;
    }

    private void bounce(String key, boolean down, long at) {
        boolean worn = faults.contains(Fault.WORN);
        int changes = worn ? BOUNCES + 2 * random.nextInt((WORN_BOUNCES_MAX - BOUNCES) / 2 + 1) : BOUNCES;
        boolean level = down;
        long nanos = at;
        for (int i = 0; i < changes; i++) {
            contact(key).edge(level, nanos);
            nanos += worn ? 1 + random.nextLong(WORN_BOUNCE_NANOS_MAX) : BOUNCE_NANOS;
            level = !level;
        }
    }

    private boolean misses() {
        return faults.contains(Fault.MISS) && random.nextInt(MISSES_ONE_IN) == 0;
    }

    /** At a line on which no finger is. */
    private void spark(List<String> pressed, long at) {
        List<String> others = lines.keySet().stream()
                .filter(key -> !pressed.contains(key) && !contact(key).down)
                .toList();
        if (!others.isEmpty()) {
            spark(others.get(random.nextInt(others.size())), at);
        }
    }

    private void spark(String key, long at) {
        contact(key).edge(true, at);
        contact(key).edge(false, at + BOUNCE_NANOS);
    }

    private Line contact(String key) {
        Line line = lines.get(key);
        if (line == null) {
            throw new IllegalArgumentException("no key " + key + " here; there are " + lines.keySet());
        }
        return line;
    }

    private static final class Line implements InputLine {
        private final String name;
        private volatile boolean down;
        private volatile @Nullable EdgeListener listener;

        Line(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return "simulated-" + name;
        }

        @Override
        public boolean active() {
            return down;
        }

        @Override
        public void onEdge(EdgeListener listener) {
            if (this.listener != null) {
                throw new IllegalStateException(name() + " has its listener already: a press would count twice");
            }
            this.listener = listener;
        }

        @Override
        public void close() {
            listener = null;
        }

        void edge(boolean down, long nanos) {
            this.down = down;
            EdgeListener hears = listener;
            if (hears != null) {
                hears.edge(down, nanos);
            }
        }
    }
}
