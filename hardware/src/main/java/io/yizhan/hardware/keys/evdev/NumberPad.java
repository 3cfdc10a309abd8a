package io.yizhan.hardware.keys.evdev;

import io.yizhan.hardware.bus.ByteLink;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.LinkException.Kind;
import io.yizhan.hardware.keys.KeyEvent;
import io.yizhan.hardware.keys.Keypad;
import io.yizhan.hardware.keys.LineKeypad;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * A USB number pad, or a keyboard used as one: digits, {@link PadKeys#ENTER}, {@link PadKeys#CLEAR}. Its contacts are
 * settled by the pad itself, and who types fast has two keys down at a time: that is no mistake here. A key that is
 * held is one press, however often the kernel repeats it, and stuck after {@link LineKeypad#STUCK_AFTER}.
 */
public final class NumberPad implements Keypad {

    private static final int EVENTS_AT_ONCE = 16;

    private final ByteLink link;
    private final long stuckAfterNanos;
    private final byte[] bytes = new byte[EVENTS_AT_ONCE * InputEvent.BYTES];
    private final Queue<KeyEvent> events = new ArrayDeque<>();
    private final Map<String, Held> held = new HashMap<>();
    private int filled;
    private boolean dropping;

    /** Takes events from this device, and owns it. */
    public NumberPad(ByteLink link) {
        this(link, LineKeypad.STUCK_AFTER);
    }

    NumberPad(ByteLink link, Duration stuckAfter) {
        this.link = link;
        this.stuckAfterNanos = stuckAfter.toNanos();
    }

    @Override
    public Optional<KeyEvent> next(Duration timeout) throws LinkException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            tellStuck();
            KeyEvent event = events.poll();
            long left = deadline - System.nanoTime();
            if (event != null || left <= 0) {
                return Optional.ofNullable(event);
            }
            take(Duration.ofNanos(Math.min(left, nanosUntilStuck())));
        }
    }

    @Override
    public void close() {
        link.close();
    }

    private void take(Duration patience) throws LinkException {
        filled += link.read(bytes, filled, bytes.length - filled, patience);
        int taken = 0;
        while (filled - taken >= InputEvent.BYTES) {
            happened(InputEvent.read(bytes, taken));
            taken += InputEvent.BYTES;
        }
        System.arraycopy(bytes, taken, bytes, 0, filled - taken);
        filled -= taken;
    }

    private void happened(InputEvent event) throws LinkException {
        if (event.type() > InputEvent.TYPE_MAX) {
            throw new LinkException(
                    Kind.GARBLED,
                    link.name() + " sent an event of type " + event.type() + ", expected 0–" + InputEvent.TYPE_MAX
                            + ": it is no input device of a 64-bit Linux; look for the pad in /dev/input/by-id");
        }
        if (event.is(InputEvent.SYN, InputEvent.DROPPED)) {
            dropping = true;
            held.values().removeIf(key -> !key.stuck); // its release may be among what was lost
        } else if (event.is(InputEvent.SYN, InputEvent.REPORT)) {
            dropping = false;
        } else if (event.type() == InputEvent.KEY && !dropping) {
            PadKeys.name(event.code()).ifPresent(key -> moved(key, event.value()));
        }
    }

    private void moved(String key, int value) {
        if (value == InputEvent.UP) {
            Held was = held.remove(key);
            if (was != null && was.stuck) {
                events.add(new KeyEvent.Freed(key));
            }
            return;
        }
        long now = System.nanoTime();
        boolean wasUp = held.putIfAbsent(key, new Held(now)) == null;
        if (wasUp && value == InputEvent.DOWN) { // a repetition of a key that went down unseen is no press
            events.add(new KeyEvent.Pressed(key, now));
        }
    }

    private void tellStuck() {
        long now = System.nanoTime();
        held.forEach((key, since) -> {
            if (!since.stuck && now - since.nanos >= stuckAfterNanos) {
                since.stuck = true;
                events.add(new KeyEvent.Stuck(key));
            }
        });
    }

    private long nanosUntilStuck() {
        long now = System.nanoTime();
        return held.values().stream()
                .filter(since -> !since.stuck)
                .mapToLong(since -> Math.max(0, since.nanos + stuckAfterNanos - now))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** A key that is down. */
    private static final class Held {
        private final long nanos;
        private boolean stuck;

        Held(long nanos) {
            this.nanos = nanos;
        }
    }
}
