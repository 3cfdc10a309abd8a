package io.yizhan.hardware.simulated.program;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Starts a simulated device as a program: {@code simulate fingerprint …}, {@code simulate printer …}. */
@Command(
        name = "simulate",
        description = "Stands in for a device at the far end of its wire.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "DEVICE",
        subcommands = {SimulateFingerprint.class})
public final class SimulateMain {

    private SimulateMain() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new SimulateMain()).execute(args));
    }
}
