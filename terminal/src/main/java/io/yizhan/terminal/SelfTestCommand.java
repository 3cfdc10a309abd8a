package io.yizhan.terminal;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.terminal.selftest.AtTheConsole;
import io.yizhan.terminal.selftest.Finding;
import io.yizhan.terminal.selftest.FindingsTable;
import io.yizhan.terminal.selftest.Nobody;
import io.yizhan.terminal.selftest.Person;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes each device that the settings name through its work once, and prints what came of it. */
@Command(
        name = "selftest",
        mixinStandardHelpOptions = true,
        description = {
            "Runs through every device that the settings name, asks somebody to press and look, and prints a table.",
            "Nothing is recorded: no punch, no ticket. The terminal itself must be stopped, or it holds the devices."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing is broken", "1:something is, or the settings cannot be used", "2:wrong usage"})
final class SelfTestCommand implements Callable<Integer> {

    @Parameters(paramLabel = "SETTINGS", description = "the settings, usually terminal.toml")
    private @Nullable Path settings;

    @Option(names = "--unattended", description = "nobody is there: only what the devices say of themselves")
    private boolean unattended;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        PrintWriter out = line.getOut();
        Person person = unattended
                ? new Nobody()
                : new AtTheConsole(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), out);
        try (SelfTestWiring devices =
                new SelfTestWiring(TerminalConfig.load(Objects.requireNonNull(settings)), person)) {
            List<Finding> findings = devices.run();
            FindingsTable.of(findings).forEach(out::println);
            out.flush();
            return findings.stream().anyMatch(finding -> finding.verdict() == Finding.Verdict.BROKEN)
                    ? CommandLine.ExitCode.SOFTWARE
                    : CommandLine.ExitCode.OK;
        } catch (UnreadableException | IOException | LinkException e) {
            line.getErr().println("terminal selftest: " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }
}
