package io.yizhan.hub;

import io.yizhan.hub.cli.BackupCommand;
import io.yizhan.hub.cli.CommandFailedException;
import io.yizhan.hub.cli.DemoCommand;
import io.yizhan.hub.cli.DeviceAddCommand;
import io.yizhan.hub.cli.DeviceCommand;
import io.yizhan.hub.cli.DeviceRegister;
import io.yizhan.hub.cli.DeviceRemoveCommand;
import io.yizhan.hub.cli.FirstAccess;
import io.yizhan.hub.cli.HallFolder;
import io.yizhan.hub.cli.InitCommand;
import io.yizhan.hub.cli.JoinedHall;
import io.yizhan.hub.cli.RebuildCommand;
import io.yizhan.hub.cli.RecoveryKeyCommand;
import io.yizhan.hub.cli.RestoreCommand;
import io.yizhan.hub.cli.RunCommand;
import io.yizhan.hub.cli.VerifyCommand;
import io.yizhan.protocol.UnreadableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The hub's program: a command each to make a hall, to let devices in, and to run. */
@Command(
        name = "scripts/hub",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "The hub of a service hall.")
public final class HubMain {

    private static final int EXIT_FAILED = 1;

    /** How often a disk that keeps the hub from starting is looked at. */
    private static final Duration TRY_EVERY = Duration.ofSeconds(5);

    public static void main(String[] args) {
        SecureRandom random = new SecureRandom();
        HallAdmission admission = new HallAdmission(random);
        System.exit(commands(Clock.systemUTC(), random, admission, admission)
                .addSubcommand(new DemoCommand(admission::fillDemo))
                .addSubcommand(new RunCommand(HubMain::run))
                .addSubcommand(new RestoreCommand(random, new HallRestore(Clock.systemUTC(), random)))
                .addSubcommand(new BackupCommand(new HallBackups(Clock.systemUTC())))
                .execute(args));
    }

    static CommandLine commands(Clock clock, SecureRandom random, FirstAccess firstAccess, DeviceRegister devices) {
        return new CommandLine(new HubMain())
                .addSubcommand(new InitCommand(machineName(), clock, random, firstAccess))
                .addSubcommand(new RecoveryKeyCommand(random))
                .addSubcommand(new CommandLine(new DeviceCommand())
                        .addSubcommand(new DeviceAddCommand(random, HubMain::joinedHall, devices))
                        .addSubcommand(new DeviceRemoveCommand(HubMain::joinedHall, devices)))
                .addSubcommand(new VerifyCommand(Bookkeeping::verify))
                .addSubcommand(new RebuildCommand(Bookkeeping::rebuild))
                .setParameterExceptionHandler((wrong, parsed) -> {
                    CommandLine command = wrong.getCommandLine();
                    command.getErr().println(wrong.getMessage());
                    command.getErr().println("See: " + command.getCommandSpec().qualifiedName() + " --help");
                    return command.getCommandSpec().exitCodeOnInvalidInput();
                })
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof CommandFailedException) {
                        command.getErr().println(failure.getMessage());
                        return EXIT_FAILED;
                    }
                    throw failure;
                });
    }

    private static void run(HallFolder folder) throws CommandFailedException {
        HubConfig config;
        try {
            config = HubConfig.load(folder.path());
        } catch (UnreadableException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
        HubWiring hub;
        try {
            hub = new HubStart(config, folder.path(), TRY_EVERY).start();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("hub-end").unstarted(() -> {
            hub.close();
            ended.countDown();
        }));
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static JoinedHall joinedHall(HallFolder folder) throws CommandFailedException {
        try {
            HubConfig config = HubConfig.load(folder.path());
            return new JoinedHall(
                    config.hall().id(),
                    config.hall().zone(),
                    config.mqtt().publicHost(),
                    config.mqtt().port(),
                    config.recoveryLock());
        } catch (UnreadableException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    /** As the kernel has it: asking the resolver can take seconds on a machine without a network. */
    private static String machineName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException notLinux) {
            return "";
        }
    }
}
