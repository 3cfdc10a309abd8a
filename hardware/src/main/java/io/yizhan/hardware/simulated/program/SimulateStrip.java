package io.yizhan.hardware.simulated.program;

import io.yizhan.hardware.simulated.SimulatedSerialPort;
import io.yizhan.hardware.simulated.SimulatedStrip;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "strip",
        mixinStandardHelpOptions = true,
        description = "A ready-made counter strip at a pseudo terminal. A terminal reaches it as"
                + " \"strip:PATH@9600\". Each text is printed.",
        footer = {"", "Orders at the control port, one a line: fault badsum|silent|noise on|off    power drop"})
final class SimulateStrip implements Callable<Integer> {

    @Option(names = "--link", required = true, paramLabel = "PATH", description = "where the serial device appears")
    private @Nullable Path link;

    @Option(
            names = "--control",
            required = true,
            paramLabel = "PORT",
            description = "loopback port that takes orders; 0 takes a free one and prints it")
    private int control;

    @Option(
            names = "--cells",
            paramLabel = "N",
            defaultValue = "16",
            description = "across; a Chinese character takes two (default: ${DEFAULT-VALUE})")
    private int cells;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        SimulatedStrip strip = new SimulatedStrip(1, cells, (part, what) -> {
            out.println(part + ": " + what);
            out.flush();
        });
        ControlPort orders = ControlPort.open(control, new StripOrders(strip));
        SimulatedSerialPort port = SimulatedSerialPort.open(strip, Objects.requireNonNull(link));
        out.println("strip " + port.path() + " control " + orders.port());
        out.flush();
        UntilStopped.serve(orders, port);
        return 0;
    }
}
