package io.yizhan.terminal;

import io.yizhan.protocol.UnreadableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Starts one terminal: all stations that its settings name, until SIGTERM or Ctrl-C. */
@Command(
        name = "terminal",
        mixinStandardHelpOptions = true,
        description = "Runs the stations that a settings file names: reader, kiosk, counters, board.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:stopped as asked, or to be started again", "1:could not start", "2:wrong usage"})
public final class TerminalMain implements Callable<Integer> {

    @Parameters(paramLabel = "SETTINGS", description = "the settings, usually terminal.toml")
    private @Nullable Path settings;

    @Option(
            names = "--pair-again",
            description =
                    "forget the hub that this terminal knows, and take the next one that answers: after the hub was"
                            + " made anew, never to silence the alarm about another hub")
    private boolean pairAgain;

    @Spec
    private @Nullable CommandSpec spec;

    private TerminalMain() {}

    public static void main(String[] args) throws IOException {
        if (System.getProperty("java.util.logging.config.file") == null) {
            try (InputStream settings = TerminalMain.class.getResourceAsStream("logging.properties")) {
                LogManager.getLogManager().readConfiguration(settings);
            }
        }
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new TerminalMain());
    }

    @Override
    public Integer call() throws InterruptedException {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        try {
            TerminalConfig config = TerminalConfig.load(Objects.requireNonNull(settings));
            serve(config, pairAgain, line.getOut());
            return CommandLine.ExitCode.OK;
        } catch (UnreadableException | StartException e) {
            line.getErr().println("terminal: " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private static void serve(TerminalConfig config, boolean pairAgain, PrintWriter out)
            throws StartException, InterruptedException {
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Thread hook = Thread.ofPlatform().name("stop").unstarted(() -> {
            stop.countDown();
            await(stopped);
        });
        try (TerminalWiring terminal = new TerminalWiring(config, pairAgain, stop::countDown)) {
            terminal.start();
            Runtime.getRuntime().addShutdownHook(hook);
            terminal.panelAddress().ifPresent(address -> out.println("panel " + address));
            out.println("terminal " + config.device() + " is ready");
            out.flush();
            stop.await();
        } finally {
            stopped.countDown();
        }
    }

    /** The virtual machine ends when its hooks have ended: not before the hub has heard the goodbye. */
    private static void await(CountDownLatch stopped) {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
