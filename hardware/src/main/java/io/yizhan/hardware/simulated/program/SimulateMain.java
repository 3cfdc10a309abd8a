package io.yizhan.hardware.simulated.program;

import io.yizhan.hardware.bus.LinkException;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** Starts a simulated device as a program: {@code simulate fingerprint …}, {@code simulate printer …}. */
@Command(
        name = "simulate",
        description = "Stands in for a device at the far end of its wire.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "DEVICE",
        subcommands = {
            SimulateFingerprint.class,
            SimulatePrinter.class,
            SimulateMatrix.class,
            SimulateStrip.class,
            SimulateKeys.class
        })
public final class SimulateMain {

    private SimulateMain() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new SimulateMain())
                .setExecutionExceptionHandler(SimulateMain::told)
                .execute(args));
    }

    /** What the system refused is told in a line; only our own bugs show where they come from. */
    private static int told(Exception failure, CommandLine command, ParseResult arguments) throws Exception {
        if (failure instanceof IOException || failure instanceof LinkException) {
            command.getErr().println("simulate: " + failure.getMessage());
            return command.getCommandSpec().exitCodeOnExecutionException();
        }
        throw failure;
    }
}
