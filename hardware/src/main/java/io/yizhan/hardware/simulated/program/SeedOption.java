package io.yizhan.hardware.simulated.program;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a program's random faults begin. */
final class SeedOption {

    private static final int SEEDS = 1_000_000; // short enough to be typed again

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "of the random faults, to see the same ones again (default: another each time, printed)")
    private @Nullable Long seed;

    /** As it was given, else another each time. */
    long value() {
        return seed == null ? new Random().nextInt(SEEDS) : seed;
    }
}
