package io.yizhan.hardware.simulated.program;

import io.yizhan.hardware.matrix.GlyphFont;
import io.yizhan.hardware.matrix.max7219.ChainLayout;
import io.yizhan.hardware.simulated.SimulatedMatrix;
import io.yizhan.hardware.simulated.Witness;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "matrix",
        mixinStandardHelpOptions = true,
        description = "A chain of MAX7219 modules at a TCP port of this machine, since SPI has no device file that both"
                + " ends could open. A terminal reaches it as \"tcp:127.0.0.1:PORT\". Each text that can be read is"
                + " printed.",
        footer = {
            "",
            "On the wire, for each frame: its length (2 bytes, high byte first), then its bytes; one byte comes back,",
            "06 taken, 15 (hexadecimal) refused since the frame is not 2 bytes for each module.",
            "Orders at the control port, one a line: wire cut|mended    power drop    fault noise|drop on|off"
        })
final class SimulateMatrix implements Callable<Integer> {

    @Option(
            names = "--tcp",
            required = true,
            paramLabel = "PORT",
            description = "loopback port of the frames; 0 takes" + " a free one and prints it")
    private int tcp;

    @Option(
            names = "--control",
            required = true,
            paramLabel = "PORT",
            description = "loopback port that takes orders; 0 takes a free one and prints it")
    private int control;

    @Option(
            names = "--across",
            paramLabel = "N",
            defaultValue = "16",
            description = "modules in a row (default: ${DEFAULT-VALUE})")
    private int across;

    @Option(
            names = "--down",
            paramLabel = "N",
            defaultValue = "4",
            description = "rows of modules; a line of text has two (default: ${DEFAULT-VALUE})")
    private int down;

    @Option(
            names = "--modules",
            paramLabel = "BOARD",
            defaultValue = "FC16",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private ChainLayout.Module modules = ChainLayout.Module.FC16;

    @Option(
            names = "--first",
            paramLabel = "SIDE",
            defaultValue = "RIGHT",
            description = "where the chain begins: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private ChainLayout.Side first = ChainLayout.Side.RIGHT;

    @Option(
            names = "--rows",
            paramLabel = "HOW",
            defaultValue = "ALIKE",
            description = "how the other rows go on: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private ChainLayout.Rows rows = ChainLayout.Rows.ALIKE;

    @Mixin
    private final SeedOption seed = new SeedOption();

    @Option(names = "--draw", description = "draws the dots in this terminal, ten pictures a second")
    private boolean draw;

    @Option(names = "--out", paramLabel = "FILE", description = "a PNG that is always the newest picture")
    private @Nullable Path out;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandSpec command = Objects.requireNonNull(spec);
        ChainLayout layout;
        try {
            layout = new ChainLayout(across, down, modules, first, rows);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()));
        }
        PrintWriter terminal = command.commandLine().getOut();
        GlyphFont font = GlyphFont.read(GlyphFont.INSTALLED);
        long faults = seed.value();
        SimulatedMatrix matrix = new SimulatedMatrix(layout, printing(terminal), font::readLines, faults);
        MatrixView view = new MatrixView(draw ? terminal : null, out);
        matrix.onPicture(view::show);
        ControlPort orders = ControlPort.open(control, new MatrixOrders(matrix));
        SpiPort spi = SpiPort.open(tcp, matrix);
        terminal.println("matrix 127.0.0.1:" + spi.port() + " control " + orders.port() + " modules " + across + "x"
                + down + " " + modules + " seed " + faults);
        terminal.flush();
        UntilStopped.serve(view, orders, spi);
        return 0;
    }

    private Witness printing(PrintWriter terminal) {
        return (part, what) -> {
            if (!draw) {
                terminal.println(part + ": " + what);
                terminal.flush();
            }
        };
    }
}
