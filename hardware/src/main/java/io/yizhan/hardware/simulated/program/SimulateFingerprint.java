package io.yizhan.hardware.simulated.program;

import io.yizhan.hardware.simulated.SimulatedFingerprintModule;
import io.yizhan.hardware.simulated.SimulatedSerialPort;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "fingerprint",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "A fingerprint module of 200 positions (R503, and what the ZFM-20 has of it) at a pseudo terminal.",
        footer = {
            "",
            "The control port takes lines, and answers each with ok or error:",
            "  finger N                               lays finger N down; the same number is the same finger",
            "  lift                                   takes it away",
            "  quality good|messy|few                 how the next touch comes out",
            "  fault badsum|drop|noise|silent on|off  wrong checksums, lost bytes, noise before answers, no answers",
            "  fill                                   fills the library with fingers that nobody has",
            "  power                                  takes power away and gives it back",
            "",
            "It does not answer a driver that speaks at another baud rate or address, and refuses commands with a",
            "bad checksum, templates that are none, positions from 200 on, and all but VfyPwd before its password.",
            "",
            "To see it from a driver of your own: open the link at 57600 baud, 8N1."
        })
final class SimulateFingerprint implements Callable<Integer> {

    private static final String PASSWORD_OF_FACTORY = "00000000";
    private static final Pattern PASSWORD = Pattern.compile("[0-9A-Fa-f]{8}");

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

    @Mixin
    private final SeedOption seed = new SeedOption();

    @Option(
            names = "--password",
            paramLabel = "HEX",
            defaultValue = "00000000",
            description = "8 hex digits that it asks for; 00000000, the factory's, asks for none")
    private String password = "";

    @Option(
            names = "--baud",
            paramLabel = "N",
            description = "9600, 19200, 38400, 57600 or 115200 (default: what the flash holds, 57600 from the factory)")
    private @Nullable Integer baud;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        long faults = seed.value();
        Path at = Objects.requireNonNull(link);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        SimulatedFingerprintModule module = flash == null
                ? SimulatedFingerprintModule.inMemory(pace, faults)
                : SimulatedFingerprintModule.keptIn(flash, pace, faults);
        if (flash == null || !PASSWORD_OF_FACTORY.equals(password)) {
            module.protect(passwordOf(password));
        }
        if (baud != null) {
            module.speak(baudOf(baud));
        }
        ControlPort orders = ControlPort.open(control, new FingerprintOrders(module));
        SimulatedSerialPort port = SimulatedSerialPort.open(module, at);
        out.println("fingerprint " + port.path() + " control " + orders.port() + " seed " + faults);
        out.flush();
        UntilStopped.serve(orders, port);
        return 0;
    }

    private int passwordOf(String text) {
        if (!PASSWORD.matcher(text).matches()) {
            throw refused("--password " + text + " is not 8 hex digits");
        }
        return HexFormat.fromHexDigits(text);
    }

    private int baudOf(int rate) {
        if (!SimulatedFingerprintModule.BAUDS.contains(rate)) {
            throw refused("--baud " + rate + " is not one of " + SimulatedFingerprintModule.BAUDS);
        }
        return rate;
    }

    private ParameterException refused(String why) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), why);
    }
}
