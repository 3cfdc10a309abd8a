package io.yizhan.hub.cli;

import io.yizhan.hub.access.RandomPassword;
import io.yizhan.protocol.vault.RecoveryKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hub restore}. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Brings a lost hall back into an empty folder: from a backup, from a vault, or from both, the backup"
                        + " first. Terminals ship again by themselves what came later.")
public final class RestoreCommand implements Callable<Integer> {

    private static final int KEY_BYTES_MAX = 4_096;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Where the hall goes; there must be nothing there.")
    private Path data = Path.of("");

    @Option(names = "--backup", paramLabel = "FILE", description = "A file that scripts/hub backup made.")
    private @Nullable Path backup;

    @Option(
            names = "--vault",
            paramLabel = "FOLDER",
            description = "The folder data/vault of a vault terminal, or a copy of it.")
    private @Nullable Path vault;

    @Option(
            names = "--recovery-key",
            paramLabel = "FILE",
            description = "A file with the recovery key that opens the vault; - asks for it.")
    private @Nullable String recoveryKey;

    @Option(
            names = "--epoch",
            paramLabel = "N",
            description = "A higher epoch than the one above the highest known: where terminals have seen a newer hub.")
    private @Nullable Long epoch;

    @Option(
            names = "--accept-gap",
            description = "Goes on although the vault lacks entries in between; what is missing is recorded as lost.")
    private boolean acceptGap;

    private final SecureRandom random;
    private final Restoring restoring;

    public RestoreCommand(SecureRandom random, Restoring restoring) {
        this.random = random;
        this.restoring = restoring;
    }

    /**
     * What is to be restored.
     *
     * @param key with the vault
     * @param epoch null for the one above the highest known
     * @param password for an admin, where none can be brought back
     */
    public record Order(
            @Nullable Path backup,
            @Nullable Path vault,
            @Nullable RecoveryKey key,
            @Nullable Long epoch,
            boolean acceptGap,
            String password) {

        /** Leaves the secrets out. */
        @Override
        public String toString() {
            return "restore from " + backup + " and " + vault;
        }
    }

    /** Brings a hall back. */
    @FunctionalInterface
    public interface Restoring {
        /** @return what to tell, a line each */
        Iterable<String> restore(HallFolder place, Order order) throws CommandFailedException;
    }

    @Override
    public Integer call() throws CommandFailedException {
        if (backup == null && vault == null) {
            throw refused("Name what to restore from: --backup FILE, --vault FOLDER, or both.");
        }
        if ((vault == null) != (recoveryKey == null)) {
            throw refused("A vault opens with its recovery key: --vault and --recovery-key go together.");
        }
        if (epoch != null && epoch < 1) {
            throw refused("--epoch " + epoch + " is none: write a number from 1 on.");
        }
        Order order = new Order(backup, vault, key(), epoch, acceptGap, RandomPassword.of(random));
        restoring
                .restore(new HallFolder(data), order)
                .forEach(spec.commandLine().getOut()::println);
        spec.commandLine().getOut().flush();
        return 0;
    }

    private @Nullable RecoveryKey key() throws CommandFailedException {
        if (recoveryKey == null) {
            return null;
        }
        try {
            if (!recoveryKey.equals("-")) {
                return RecoveryKey.of(Files.readString(Path.of(recoveryKey)));
            }
            spec.commandLine().getErr().println("恢复密钥（十四组，可分两行），输入后按 Ctrl-D · The recovery key, then Ctrl-D:");
            return RecoveryKey.of(new String(System.in.readNBytes(KEY_BYTES_MAX), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new CommandFailedException("The recovery key in " + recoveryKey + " cannot be read: " + e, e);
        }
    }

    private ParameterException refused(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
