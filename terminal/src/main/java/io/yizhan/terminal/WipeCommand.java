package io.yizhan.terminal;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.fingerprint.FingerprintReader;
import io.yizhan.hardware.simulated.Witness;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.terminal.selftest.AtTheConsole;
import io.yizhan.terminal.selftest.Person;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Empties the fingerprint sensor before it leaves the hall. */
@Command(
        name = "wipe",
        mixinStandardHelpOptions = true,
        description = {
            "Deletes every template in the fingerprint sensor that the settings name, once somebody has said yes, and"
                    + " tells how many are left.",
            "The terminal itself must be stopped, or it holds the sensor. One that is started again afterwards gets the"
                    + " fingers that the hall still wants there from the hub."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the sensor is empty", "1:it is not, or nobody can tell", "2:wrong usage"})
final class WipeCommand implements Callable<Integer> {

    private final InputStream console;

    @Parameters(paramLabel = "SETTINGS", description = "the settings, usually terminal.toml")
    private @Nullable Path settings;

    @Spec
    private @Nullable CommandSpec spec;

    /** @param console where the question is answered */
    WipeCommand(InputStream console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        try (RealDevices real = new RealDevices()) {
            TerminalConfig config = TerminalConfig.load(Objects.requireNonNull(settings));
            if (config.reader().isEmpty()) {
                return failed(line, settings + " names no reader: there is no sensor to wipe here");
            }
            StationSettings.Reader reader = config.reader().getFirst();
            try (ReaderDevices devices = ReaderDevices.of(
                            reader,
                            real,
                            Absent.Speech::new,
                            config.data(),
                            config.simulatedOrDefault().pace(),
                            Witness.none());
                    FingerprintReader sensor = devices.fittings().sensor().open()) {
                return wipe(line, reader, sensor);
            }
        } catch (UnreadableException | IOException | LinkException e) {
            return failed(line, String.valueOf(e.getMessage()));
        }
    }

    private int wipe(CommandLine line, StationSettings.Reader settings, FingerprintReader sensor) throws LinkException {
        PrintWriter out = line.getOut();
        Person person =
                new AtTheConsole(new BufferedReader(new InputStreamReader(console, StandardCharsets.UTF_8)), out);
        int before = sensor.occupied().cardinality();
        String question = settings.id() + "（" + settings.sensor() + "）有 " + before + " 枚指纹，全部删除 Delete all " + before
                + " templates";
        if (person.sees(question) != Person.Answer.YES) {
            return failed(line, "nothing was deleted: only y wipes the sensor");
        }
        sensor.wipe();
        int left = sensor.occupied().cardinality();
        out.println("还剩 " + left + " 枚 · " + left + " templates are left");
        out.flush();
        return left == 0
                ? CommandLine.ExitCode.OK
                : failed(line, "the sensor said that it is empty, and is not: destroy it, it must not leave the hall");
    }

    private static int failed(CommandLine line, String why) {
        line.getErr().println("terminal wipe: " + why);
        return CommandLine.ExitCode.SOFTWARE;
    }
}
