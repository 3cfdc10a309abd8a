package io.yizhan.terminal.station;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.keys.Lamp;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A buzzer on one line: once and short for "recorded", twice and long for "not recorded", so that it is understood
 * without looking. It sounds on a thread of its own; what comes while two signals wait is not sounded.
 */
final class Buzzer implements AutoCloseable {

    private static final Duration SHORT = Duration.ofMillis(80);
    private static final Duration LONG = Duration.ofMillis(250);
    private static final Duration GAP = Duration.ofMillis(120);
    private static final int WAITING_MAX = 2;
    private static final String PART = "buzzer";

    private final @Nullable Lamp line;
    private final Faults faults;
    private final BlockingQueue<Boolean> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private @Nullable Thread thread;

    /** @param line null where the reader has none */
    Buzzer(@Nullable Lamp line, Faults faults) {
        this.line = line;
        this.faults = faults;
        if (line == null) {
            faults.clearOthers(PART, null); // of one that was taken out
        }
    }

    /** Starts the thread. */
    void start(String name) {
        if (line != null) {
            thread = Thread.ofPlatform().name(name + " buzzer").daemon().start(() -> sound(line));
        }
    }

    /** Never waits. */
    void signal(boolean recorded) {
        if (line != null) {
            var _ = waiting.offer(recorded);
        }
    }

    @Override
    public void close() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    private void sound(Lamp buzzer) {
        try {
            while (true) {
                boolean recorded = waiting.take();
                beep(buzzer, recorded ? SHORT : LONG);
                if (!recorded) {
                    Thread.sleep(GAP);
                    beep(buzzer, LONG);
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void beep(Lamp buzzer, Duration how) throws InterruptedException {
        try {
            buzzer.light(true);
            try {
                Thread.sleep(how);
            } finally {
                buzzer.light(false);
            }
            faults.clearOthers(PART, null);
        } catch (LinkException e) {
            faults.raise(PART, "failed", e.getMessage());
        }
    }
}
