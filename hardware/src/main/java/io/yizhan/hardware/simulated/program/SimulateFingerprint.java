package io.yizhan.hardware.simulated.program;

import io.yizhan.hardware.simulated.SimulatedFingerprintModule;
import io.yizhan.hardware.simulated.SimulatedSerialPort;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "fingerprint",
        mixinStandardHelpOptions = true,
        description = "A fingerprint module of 200 slots (R503) at a pseudo terminal.")
final class SimulateFingerprint implements Callable<Integer> {

    private static final int SEEDS = 1_000_000; // short enough to be typed again

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

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "of the random faults, to see the same ones again (default: another each time, printed)")
    private @Nullable Long seed;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        long faults = seed == null ? new Random().nextInt(SEEDS) : seed;
        Path at = Objects.requireNonNull(link);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        SimulatedFingerprintModule module = flash == null
                ? SimulatedFingerprintModule.inMemory(pace, faults)
                : SimulatedFingerprintModule.keptIn(flash, pace, faults);
        ControlPort orders = ControlPort.open(control, new FingerprintOrders(module));
        SimulatedSerialPort port = SimulatedSerialPort.open(module, at);
        out.println("fingerprint " + port.path() + " control " + orders.port() + " seed " + faults);
        out.flush();
        UntilStopped.serve(orders, port);
        return 0;
    }
}
