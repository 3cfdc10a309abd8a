package io.yizhan.hardware.simulated;

import java.time.Duration;
import java.util.Set;

/**
 * What kind of printer is simulated.
 *
 * @param widthDots 384 (58 mm of paper) or 576 (80 mm)
 * @param speedMmS how fast the paper moves; real ones do 150 to 250 mm/s; 0 takes no time at all
 * @param lacks commands that it swallows without a word, as cheap printers do
 * @param seed of the random faults
 */
public record PrinterTraits(int widthDots, int speedMmS, Set<Lack> lacks, long seed) {

    /** Faster is no thermal head. */
    public static final int SPEED_MM_S_MAX = 100_000;

    private static final int DOTS_PER_MM = 8;

    public PrinterTraits {
        lacks = Set.copyOf(lacks);
        if (speedMmS < 0 || speedMmS > SPEED_MM_S_MAX) {
            throw new IllegalArgumentException("a printer of " + speedMmS + " mm/s is outside 0–" + SPEED_MM_S_MAX);
        }
    }

    /** Knows everything, in no time. */
    public static PrinterTraits of(int widthDots) {
        return new PrinterTraits(widthDots, 0, Set.of(), 0);
    }

    /** How long so much paper takes. */
    Duration takes(int dots) {
        return speedMmS == 0
                ? Duration.ZERO
                : Duration.ofSeconds(dots).dividedBy(DOTS_PER_MM).dividedBy(speedMmS);
    }

    /** What cheap printers do without. */
    public enum Lack {
        /** {@code GS ( k} */
        QR,
        /** {@code GS ( H} */
        JOBS
    }
}
