package io.yizhan.hardware.simulated.program;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.simulated.PrinterTraits;
import io.yizhan.hardware.simulated.SimulatedPrinter;
import io.yizhan.hardware.simulated.Witness;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "printer",
        mixinStandardHelpOptions = true,
        description = "A ticket printer (ESC/POS, Chinese) at a TCP port, a device file or a serial line.",
        footer = {
            "",
            "One driver at a time: a second TCP connection is broken off, a second open of the device file fails.",
            "Without paper, with an open cover or a jammed knife it stands still, and prints what is left in its",
            "buffer when it goes on, unless that was cleared (DLE DC4 8).",
            "",
            "It knows: ESC @ a d E J 2 3, FS & ., GS ! V v0 r ( k ( H, DLE EOT 1-4, DLE DC4 8.",
            "",
            "Orders at the control port, one a line:",
            "  paper ok|near|out    cover open|closed    cutter jammed|free",
            "  power on|off         cable in|out",
            "  paper-ends-after LINES    cover-opens-after LINES    power-fails-after LINES",
            "  fault drop|noise|silent|never-done on|off",
            "    drop: one answer in three is lost    noise: a random byte before each answer",
            "    silent: no answers                   never-done: prints, and never says so"
        })
final class SimulatePrinter implements Callable<Integer> {

    private static final int MM_58 = 58;
    private static final int MM_58_DOTS = 384;
    private static final int MM_80 = 80;
    private static final int MM_80_DOTS = 576;

    @ArgGroup(multiplicity = "1", heading = "Where it is, one of:%n")
    private @Nullable Place place;

    private static final class Place {
        @Option(
                names = "--tcp",
                paramLabel = "PORT",
                description = "loopback port of the printer, usually 9100; 0 takes a free one and prints it")
        private @Nullable Integer tcp;

        @Option(
                names = "--file",
                paramLabel = "PATH",
                description = "device file, as /dev/usb/lp0 is; one open at a time")
        private @Nullable Path file;

        @Option(names = "--serial", paramLabel = "PATH", description = "serial line of any baud rate")
        private @Nullable Path serial;
    }

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
            names = "--speed",
            paramLabel = "MM_S",
            defaultValue = "200",
            description = "how fast the paper moves; real ones do 150 to 250 mm/s; 0 takes no time (default:"
                    + " ${DEFAULT-VALUE})")
    private int speed;

    @Option(
            names = "--lacks",
            paramLabel = "WHAT",
            split = ",",
            description = "commands that it swallows: qr (GS ( k), jobs (GS ( H)")
    private EnumSet<PrinterTraits.Lack> lacks = EnumSet.noneOf(PrinterTraits.Lack.class);

    @Mixin
    private final SeedOption seed = new SeedOption();

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
        if (speed < 0 || speed > PrinterTraits.SPEED_MM_S_MAX) {
            throw new ParameterException(
                    command.commandLine(), "--speed " + speed + ": expected 0 to " + PrinterTraits.SPEED_MM_S_MAX);
        }
        if (paper != MM_58 && paper != MM_80) {
            throw new ParameterException(command.commandLine(), "--paper " + paper + ": expected 58 or 80");
        }
        Path folder = Objects.requireNonNull(out);
        TicketFolder tickets = TicketFolder.open(folder);
        Witness seeing = witness == null ? Witness.none() : Witness.to(witness, InstantSource.system());
        long faults = seed.value();
        SimulatedPrinter printer =
                start(new PrinterTraits(paper == MM_58 ? MM_58_DOTS : MM_80_DOTS, speed, lacks, faults), seeing);
        printer.onTicket(tickets::keep);
        ControlPort orders = ControlPort.open(control, new PrinterOrders(printer));
        PrintWriter terminal = command.commandLine().getOut();
        terminal.println(
                "printer " + printer.place() + " control " + orders.port() + " out " + folder + " seed " + faults);
        terminal.flush();
        UntilStopped.serve(seeing, tickets, orders, printer);
        return 0;
    }

    private SimulatedPrinter start(PrinterTraits traits, Witness seeing) throws LinkException {
        Place chosen = Objects.requireNonNull(place);
        if (chosen.file != null) {
            return SimulatedPrinter.atDeviceFile(chosen.file, traits, seeing);
        }
        if (chosen.serial != null) {
            return SimulatedPrinter.atSerialLine(chosen.serial, traits, seeing);
        }
        return SimulatedPrinter.atTcp(Objects.requireNonNull(chosen.tcp), traits, seeing);
    }
}
