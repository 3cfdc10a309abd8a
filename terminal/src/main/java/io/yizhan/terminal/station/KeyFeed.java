package io.yizhan.terminal.station;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.keys.KeyEvent;
import io.yizhan.hardware.keys.Keypad;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Carries a keypad's presses into its station's queue, from a thread of its own; a key that is stuck is a fault. */
final class KeyFeed implements AutoCloseable {

    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final String STUCK = "stuck";

    private final Attached<Keypad> keypad;
    private final Faults faults;
    private final Consumer<KeyEvent> into;
    private @Nullable Thread thread;

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
        try {
            keypad.works();
            keys.next(WAIT).ifPresent(this::heard);
        } catch (LinkException e) {
            if (!Thread.currentThread().isInterrupted()) { // a wire that a stop has broken is no fault
                keypad.broke(e);
            }
        }
    }

    private void heard(KeyEvent event) {
        switch (event) {
            case KeyEvent.Stuck(String key) ->
                faults.raise(
                        "key " + key, STUCK, "the key \"" + key + "\" is held down: free it, or change its switch");
            case KeyEvent.Freed(String key) -> faults.clear("key " + key, STUCK);
            case KeyEvent.Pressed _, KeyEvent.Refused _ -> {
                // For the station alone.
            }
        }
        into.accept(event);
    }
}
