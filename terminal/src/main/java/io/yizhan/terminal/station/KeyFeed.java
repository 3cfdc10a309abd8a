package io.yizhan.terminal.station;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.keys.KeyEvent;
import io.yizhan.hardware.keys.Keypad;
import io.yizhan.hardware.keys.LineKeypad;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries a keypad's presses into its station's queue, from a thread of its own; a key that is stuck is a fault. A
 * keypad that was just opened tells of a stuck key once more, and of none that was freed before: what it has not told
 * in time is cleared.
 */
final class KeyFeed implements AutoCloseable {

    /** The kind of a key's fault. */
    static final String STUCK = "stuck";

    private static final Duration WAIT = Duration.ofSeconds(1);

    /** By then an open keypad has told of each key that is stuck, {@link LineKeypad#STUCK_AFTER} and a little. */
    private static final Duration TOLD_WITHIN = LineKeypad.STUCK_AFTER.plusSeconds(2);

    private final Attached<Keypad> keypad;
    private final Faults faults;
    private final Consumer<KeyEvent> into;
    private final Set<String> stuck = new HashSet<>();
    private @Nullable Thread thread;
    private @Nullable Keypad open;
    private long openedAtNanos;
    private boolean doubts;

    /** @param into only enqueues */
    KeyFeed(Attached<Keypad> keypad, Faults faults, Consumer<KeyEvent> into) {
        this.keypad = keypad;
        this.faults = faults;
        this.into = into;
    }

    void start(String name) {
        thread = Thread.ofPlatform().name(name).daemon().start(this::carry);
    }

    @Override
    public void close() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    private void carry() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Keypad keys = keypad.device().orElse(null);
                if (keys == null) {
                    Thread.sleep(Attached.PAUSE_MIN);
                } else {
                    listen(keys);
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            keypad.close();
        }
    }

    private void listen(Keypad keys) throws InterruptedException {
        if (!keys.equals(open)) {
            open = keys;
            openedAtNanos = System.nanoTime();
            doubts = true;
            stuck.forEach(key -> faults.doubt(part(key), STUCK));
            stuck.clear();
        }
        try {
            keypad.works();
            keys.next(WAIT).ifPresentOrElse(this::heard, this::settleDoubts);
        } catch (LinkException e) {
            if (!Thread.currentThread().isInterrupted()) { // a wire that a stop has broken is no fault
                keypad.broke(e);
            }
        }
    }

    private void settleDoubts() {
        if (doubts && System.nanoTime() - openedAtNanos >= TOLD_WITHIN.toNanos()) {
            doubts = false;
            faults.clearDoubtful(STUCK);
        }
    }

    private void heard(KeyEvent event) {
        switch (event) {
            case KeyEvent.Stuck(String key) -> {
                stuck.add(key);
                faults.raise(part(key), STUCK, "the key \"" + key + "\" is held down: free it, or change its switch");
            }
            case KeyEvent.Freed(String key) -> {
                stuck.remove(key);
                faults.clear(part(key), STUCK);
            }
            case KeyEvent.Pressed _, KeyEvent.Refused _ -> {
                // For the station alone.
            }
        }
        into.accept(event);
    }

    private static String part(String key) {
        return "key " + key;
    }
}
