package io.yizhan.hardware.simulated.program;

import io.yizhan.hardware.simulated.SimulatedKeys;
import io.yizhan.hardware.simulated.SimulatedLamps;
import io.yizhan.hardware.simulated.Witness;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = "A counter's keys and the evaluator's lamps, with contacts that bounce, at a TCP port of this"
                + " machine: the kernel's lines have no device file that both ends could open. A terminal reaches them"
                + " as keys = \"tcp:127.0.0.1:PORT\". What a driver takes and what lights up is printed.",
        footer = {
            "",
            "Orders, one a line, from the standard input and at the control port:",
            "  KEY             presses it and lets go          KEY KEY …      at the same moment",
            "  hold KEY        keeps it down, as a stuck one   release KEY",
            "  glitch KEY      a spark, shorter than any press",
            "  fault worn|miss|spark on|off    contacts that bounce longer, presses without contact, sparks elsewhere",
            "A key is one driver's at a time: another is refused. With a driver's connection its lamps go out.",
            "",
            "A kiosk takes all of these: --keys service-1,service-2,service-3,service-4,service-5,service-6,service-7,"
                    + "service-8,reprint"
        })
final class SimulateKeys implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(SimulateKeys.class);

    @Option(
            names = "--tcp",
            required = true,
            paramLabel = "PORT",
            description = "loopback port of the lines; 0 takes a free one and prints it")
    private int tcp;

    @Option(
            names = "--control",
            required = true,
            paramLabel = "PORT",
            description = "loopback port that takes orders; 0 takes a free one and prints it")
    private int control;

    @Option(
            names = "--keys",
            paramLabel = "KEY",
            split = ",",
            defaultValue = "0,1,2,3,4,5,6,7,8,9,enter,clear,sign-out,next,recall,no-show,finish,start-rating,pause,"
                    + "rate-1,rate-2,rate-3,rate-4,rate-5",
            description = "their names (default: a counter's, ${DEFAULT-VALUE})")
    private List<String> keys = List.of();

    @Option(
            names = "--lamps",
            paramLabel = "LAMP",
            split = ",",
            defaultValue = "rate-1,rate-2,rate-3,rate-4,rate-5",
            description = "their names (default: the evaluator's, ${DEFAULT-VALUE})")
    private List<String> lamps = List.of();

    @Mixin
    private final SeedOption seed = new SeedOption();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        long faults = seed.value();
        SimulatedKeys fingers = new SimulatedKeys(faults, keys.toArray(String[]::new));
        Witness printing = (part, what) -> {
            out.println(part + ": " + what);
            out.flush();
        };
        SimulatedLamps lit = new SimulatedLamps(printing, lamps.toArray(String[]::new));
        KeyOrders orders = new KeyOrders(fingers);
        ControlPort port = ControlPort.open(control, orders);
        LinePort lines = LinePort.open(tcp, fingers.lines(), lit.lines(), printing);
        out.println("keys 127.0.0.1:" + lines.port() + " control " + port.port() + " seed " + faults);
        out.flush();
        Thread.ofPlatform().daemon().name("standard input").start(() -> obeyInput(orders, out));
        UntilStopped.serve(port, lines);
        return 0;
    }

    /** Ends with the input: who closes it still has the control port. */
    private static void obeyInput(KeyOrders orders, PrintWriter out) {
        try {
            BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    out.println(ControlPort.answer(orders, line.strip()));
                    out.flush();
                }
            }
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("the standard input cannot be read");
        }
    }
}
