package io.yizhan.hardware.keys;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Turns raw edges into events of keys. It has no clock: time, in nanoseconds of {@link System#nanoTime()}, comes with
 * each call, and only runs forward. Not thread-safe.
 *
 * <pre>
 *            settles down                 70 ms after the first edge
 *   UP ──────────────────────► UNDECIDED ────────────────────────────────► COUNTED   Pressed
 *    │  another undecided or held │                                           │ STUCK_AFTER
 *    └──────────────────────► REFUSED ◄── another comes within TOGETHER       ▼
 *                              Refused ────────────────────────────────────► STUCK   Stuck, then Freed
 * </pre>
 *
 * Each held state ends in UP when the contact settles open. A key that is down at the start is HELD: it neither counts
 * nor refuses others, and can only become stuck.
 */
final class Debouncer {

    private static final long SETTLE_NANOS = LineKeypad.SETTLE.toNanos();
    private static final long TOGETHER_NANOS = LineKeypad.TOGETHER.toNanos();

    /** The other key may be the last to go down, then bounce, then settle. */
    private static final long DECIDED_NANOS = TOGETHER_NANOS + 2 * SETTLE_NANOS;

    private static final Duration STUCK_AFTER_MIN = Duration.ofSeconds(1);

    private final Map<String, Contact> contacts = new LinkedHashMap<>();
    private final long stuckAfterNanos;

    Debouncer(Collection<String> keys, Duration stuckAfter) {
        if (stuckAfter.compareTo(STUCK_AFTER_MIN) < 0) {
            throw new IllegalArgumentException("a key cannot be stuck after " + stuckAfter.toMillis()
                    + " ms already: people hold keys; give at least " + STUCK_AFTER_MIN.toMillis() + " ms");
        }
        stuckAfterNanos = stuckAfter.toNanos();
        keys.forEach(key -> contacts.put(key, new Contact(key)));
    }

    /** The key's contact was closed before anybody listened. */
    void heldAtStart(String key, long nanos) {
        Contact contact = contact(key);
        contact.rawDown = true;
        contact.down = true;
        contact.rawSince = nanos;
        contact.firstEdge = nanos;
        contact.phase = Phase.HELD;
    }

    /** A raw edge; a repeated level is no edge. */
    void edge(String key, boolean active, long nanos, Consumer<KeyEvent> events) {
        advance(nanos, events);
        Contact contact = contact(key);
        if (contact.rawDown == active) {
            return;
        }
        boolean wasAtRest = contact.rawDown == contact.down && nanos - contact.rawSince >= SETTLE_NANOS;
        if (active && contact.phase == Phase.UP && (wasAtRest || !contact.everMoved)) {
            contact.firstEdge = nanos;
        }
        contact.everMoved = true;
        contact.rawDown = active;
        contact.rawSince = nanos;
    }

    /** Lets time run until {@code nanos}: what falls due on the way happens in its order. */
    void advance(long nanos, Consumer<KeyEvent> events) {
        while (true) {
            Contact first = null;
            long least = 0;
            for (Contact contact : contacts.values()) {
                long left = contact.nanosUntilDue(nanos, stuckAfterNanos);
                if (left < least || (left == 0 && first == null)) {
                    first = contact;
                    least = left;
                }
            }
            if (first == null) {
                return;
            }
            fall(first, nanos + least, events);
        }
    }

    /** Nanoseconds until something can happen without an edge; {@link Long#MAX_VALUE} when nothing can. */
    long nanosUntilDue(long nanos) {
        long least = Long.MAX_VALUE;
        for (Contact contact : contacts.values()) {
            least = Math.min(least, contact.nanosUntilDue(nanos, stuckAfterNanos));
        }
        return Math.max(0, least);
    }

    private void fall(Contact contact, long due, Consumer<KeyEvent> events) {
        if (contact.settling() && due - contact.rawSince >= SETTLE_NANOS) {
            contact.down = contact.rawDown;
            if (contact.down) {
                settledDown(contact, events);
            } else {
                settledUp(contact, events);
            }
        } else if (contact.phase == Phase.UNDECIDED) {
            contact.phase = contact.down ? Phase.COUNTED : Phase.UP;
            events.accept(new KeyEvent.Pressed(contact.key, contact.firstEdge));
        } else {
            contact.phase = Phase.STUCK;
            events.accept(new KeyEvent.Stuck(contact.key));
        }
    }

    private void settledDown(Contact contact, Consumer<KeyEvent> events) {
        if (contact.phase != Phase.UP) {
            return;
        }
        contact.phase = Phase.UNDECIDED;
        for (Contact other : contacts.values()) {
            if (other == contact) {
                continue;
            }
            boolean together = other.phase == Phase.UNDECIDED && contact.firstEdge - other.firstEdge <= TOGETHER_NANOS;
            boolean whileHeld = other.down && (other.phase == Phase.COUNTED || other.phase == Phase.REFUSED);
            if (together) {
                refuse(other, events);
            }
            if ((together || whileHeld) && contact.phase == Phase.UNDECIDED) {
                refuse(contact, events);
            }
        }
    }

    private static void refuse(Contact contact, Consumer<KeyEvent> events) {
        contact.phase = contact.down ? Phase.REFUSED : Phase.UP;
        events.accept(new KeyEvent.Refused(contact.key));
    }

    private static void settledUp(Contact contact, Consumer<KeyEvent> events) {
        if (contact.phase == Phase.UNDECIDED) {
            return;
        }
        if (contact.phase == Phase.STUCK) {
            events.accept(new KeyEvent.Freed(contact.key));
        }
        contact.phase = Phase.UP;
    }

    private Contact contact(String key) {
        Contact contact = contacts.get(key);
        if (contact == null) {
            throw new IllegalArgumentException("no key " + key + " here; there are " + contacts.keySet());
        }
        return contact;
    }

    private enum Phase {
        UP,
        HELD,
        UNDECIDED,
        COUNTED,
        REFUSED,
        STUCK
    }

    private static final class Contact {
        final String key;
        boolean everMoved;
        boolean rawDown;
        boolean down;
        long rawSince;
        long firstEdge;
        Phase phase = Phase.UP;

        Contact(String key) {
            this.key = key;
        }

        boolean settling() {
            return rawDown != down;
        }

        /** 0 or less when something is due by {@code nanos}. */
        long nanosUntilDue(long nanos, long stuckAfterNanos) {
            long settles = settling() ? rawSince + SETTLE_NANOS - nanos : Long.MAX_VALUE;
            long changes = switch (phase) {
                case UP, STUCK -> Long.MAX_VALUE;
                case UNDECIDED -> firstEdge + DECIDED_NANOS - nanos;
                case HELD, COUNTED, REFUSED -> down ? firstEdge + stuckAfterNanos - nanos : Long.MAX_VALUE;
            };
            return Math.min(settles, changes);
        }
    }
}
