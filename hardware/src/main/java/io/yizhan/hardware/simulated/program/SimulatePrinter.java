package io.yizhan.hardware.simulated.program;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.simulated.SimulatedPrinter;
import io.yizhan.hardware.simulated.Witness;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "printer",
        mixinStandardHelpOptions = true,
        description = "A ticket printer (ESC/POS, Chinese) at a TCP port of this machine.",
        footer = {
            "",
            "Orders at the control port, one a line:",
            "  paper ok|near|out    cover open|closed    cutter jammed|free",
            "  power on|off         paper-ends-after LINES",
            "  power-fails-after LINES"
        })
final class SimulatePrinter implements Callable<Integer> {

    private static final int MM_58 = 58;
    private static final int MM_58_DOTS = 384;
    private static final int MM_80 = 80;
    private static final int MM_80_DOTS = 576;

    @Option(
            names = "--tcp",
            required = true,
            paramLabel = "PORT",
            description = "loopback port of the printer, usually 9100; 0 takes a free one and prints it")
    private int tcp;

    @Option(
            names = "--control",
            required = true,
            paramLabel = "PORT",
            description = "loopback port that takes orders; 0 takes a free one and prints it")
    private int control;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "each cut ticket becomes 0001.bin (its bytes) and 0001.png (its picture) here")
    private @Nullable Path out;

    @Option(
            names = "--paper",
            paramLabel = "MM",
            defaultValue = "58",
            description = "width of the paper: 58 (384 dots) or 80 (576 dots) (default: ${DEFAULT-VALUE})")
    private int paper;

    @Option(
            names = "--witness",
            paramLabel = "FILE",
            description = "appends a line of JSON for each ticket that a person got: at, part, what")
    private @Nullable Path witness;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, LinkException, InterruptedException {
        CommandSpec command = Objects.requireNonNull(spec);
        if (paper != MM_58 && paper != MM_80) {
            throw new ParameterException(command.commandLine(), "--paper " + paper + ": expected 58 or 80");
        }
        Path folder = Objects.requireNonNull(out);
        TicketFolder tickets = TicketFolder.open(folder);
        Witness seeing = witness == null ? Witness.none() : Witness.to(witness, InstantSource.system());
        SimulatedPrinter printer = SimulatedPrinter.start(tcp, paper == MM_58 ? MM_58_DOTS : MM_80_DOTS, seeing);
        printer.onTicket(tickets::keep);
        ControlPort orders = ControlPort.open(control, new PrinterOrders(printer));
        PrintWriter terminal = command.commandLine().getOut();
        terminal.println("printer 127.0.0.1:" + printer.port() + " control " + orders.port() + " out " + folder);
        terminal.flush();
        UntilStopped.serve(seeing, tickets, orders, printer);
        return 0;
    }
}
