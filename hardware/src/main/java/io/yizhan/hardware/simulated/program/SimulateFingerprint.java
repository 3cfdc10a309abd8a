package io.yizhan.hardware.simulated.program;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "fingerprint",
        mixinStandardHelpOptions = true,
        description = "A fingerprint module of 200 slots (R503) at a pseudo terminal.")
final class SimulateFingerprint implements Callable<Integer> {

    @Option(names = "--link", required = true, paramLabel = "PATH", description = "where the serial device appears")
    private @Nullable Path link;

    @Option(
            names = "--control",
            required = true,
            paramLabel = "PORT",
            description = "loopback port that takes orders; 0 takes a free one and prints it")
    private int control;

    @Option(names = "--flash", paramLabel = "FILE", description = "keeps the library over restarts")
    private @Nullable Path flash;

    @Option(
            names = "--pace",
            paramLabel = "FACTOR",
            defaultValue = "1.0",
            description = "1.0 takes the data sheet's time, 0.05 a twentieth of it (default: ${DEFAULT-VALUE})")
    private double pace;

    @Override
    public Integer call() throws Exception {
        throw new UnsupportedOperationException(link + " " + control + " " + flash + " " + pace);
    }
}
