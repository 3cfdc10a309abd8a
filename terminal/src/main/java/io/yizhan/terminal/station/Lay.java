package io.yizhan.terminal.station;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.fingerprint.FingerprintReader;
import java.time.Duration;

/**
 * What was looked at and still lies on the window. One lay is one punch, however long the finger stays; what stays
 * longer than any finger is dirt or a wet film, a fault of its own, and stands in the way of fingers alone.
 */
final class Lay {

    /** Nobody leaves a finger there so long. */
    static final Duration FINGER_MAX = Duration.ofSeconds(10);

    private static final String COVERED = "covered";

    private final String part;
    private final Faults faults;
    private boolean lies;
    private long sinceNanos;

    /** @param part how the fault is named */
    Lay(String part, Faults faults) {
        this.part = part;
        this.faults = faults;
    }

    void begins() {
        lies = true;
        sinceNanos = System.nanoTime();
    }

    /** Whether it lay there when it was last looked for. */
    boolean lies() {
        return lies;
    }

    /** Whether it is no finger. */
    boolean isCover() {
        return lies && System.nanoTime() - sinceNanos >= FINGER_MAX.toNanos();
    }

    /** Looks whether it still lies there. */
    void look(FingerprintReader reader) throws LinkException {
        if (!reader.fingerPresent()) {
            ends();
        } else if (isCover()) {
            faults.raise(
                    part,
                    COVERED,
                    "something lies on the window for " + FINGER_MAX.toSeconds() + " s and more: wipe the window, and"
                            + " look for sun or a lamp that shines into it");
        }
    }

    /** Nothing lies there. */
    void ends() {
        lies = false;
        faults.clear(part, COVERED);
    }

    /** The reader is gone: nobody knows what lies there. */
    void forget() {
        lies = false;
    }
}
