package io.yizhan.terminal;

import io.yizhan.protocol.UnreadableException;
import io.yizhan.terminal.journal.JournalException;
import io.yizhan.terminal.panel.WaitingPanel;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
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
        subcommands = SelfTestCommand.class,
        description = "Runs the stations that a settings file names: reader, kiosk, counters, board.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:stopped as asked, or to be started again", "1:could not start", "2:wrong usage"})
public final class TerminalMain implements Callable<Integer> {

    /** How often a disk that keeps the terminal from starting is tried. */
    private static final Duration TRY_EVERY = Duration.ofSeconds(5);

    /** Wanted unless another command is. */
    @Parameters(paramLabel = "SETTINGS", arity = "0..1", description = "the settings, usually terminal.toml")
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
        return new CommandLine(new TerminalMain()).addSubcommand(new WipeCommand(System.in));
    }

    @Override
    public Integer call() throws InterruptedException {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        if (settings == null) {
            throw new CommandLine.ParameterException(line, "Missing required parameter: 'SETTINGS'");
        }
        try {
            TerminalConfig config = TerminalConfig.load(settings);
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
        try (TerminalWiring terminal = started(config, pairAgain, stop::countDown, out)) {
            Runtime.getRuntime().addShutdownHook(hook);
            terminal.panelAddress().ifPresent(address -> out.println("panel " + address));
            terminal.screenAddresses().forEach(address -> out.println("screen " + address));
            out.println("terminal " + config.device() + " is ready");
            out.flush();
            stop.await();
        } finally {
            stopped.countDown();
        }
    }

    /** Where the disk takes nothing it waits until somebody has mended that, and says so on its panel meanwhile. */
    private static TerminalWiring started(TerminalConfig config, boolean pairAgain, Runnable restart, PrintWriter out)
            throws StartException, InterruptedException {
        JournalException.Kind shown = null;
        while (true) {
            try {
                return startedNow(config, pairAgain, restart);
            } catch (StartException e) {
                JournalException.Kind why = e.passing().orElseThrow(() -> e);
                if (why != shown) {
                    out.println("terminal: " + e.getMessage() + "; it waits, and starts by itself");
                    out.flush();
                    shown = why;
                }
                try (WaitingPanel _ = waiting(config, why)) {
                    Thread.sleep(TRY_EVERY);
                }
            }
        }
    }

    private static TerminalWiring startedNow(TerminalConfig config, boolean pairAgain, Runnable restart)
            throws StartException {
        TerminalWiring terminal = new TerminalWiring(config, pairAgain, restart);
        boolean started = false;
        try {
            terminal.start();
            started = true;
            return terminal;
        } finally {
            if (!started) {
                terminal.close();
            }
        }
    }

    private static @Nullable WaitingPanel waiting(TerminalConfig config, JournalException.Kind why)
            throws StartException {
        TerminalConfig.Panel panel = config.panel();
        if (panel == null) {
            return null;
        }
        try {
            return WaitingPanel.open(panel.port(), config.device(), why);
        } catch (IOException e) {
            throw new StartException(e.getMessage(), e);
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
