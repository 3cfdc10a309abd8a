package io.yizhan.hub.cli;

import io.yizhan.hub.backup.Backup;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hub backup}. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Copies the whole hall into one file, while the hub runs: records, settings, certificates and keys."
                        + " Who has the file has the hall: lock it away.")
public final class BackupCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private HallOption data = new HallOption();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FOLDER",
            description = "Where the file goes, such as a stick's folder; it must be there.")
    private Path to = Path.of("");

    @Option(
            names = "--keep",
            paramLabel = "N",
            defaultValue = "14",
            description = "Backups of this hall that stay in the folder, the newest (${DEFAULT-VALUE}).")
    private int keep;

    private final Maker maker;

    public BackupCommand(Maker maker) {
        this.maker = maker;
    }

    /** Makes a backup. */
    @FunctionalInterface
    public interface Maker {
        /** @return what to tell, a line each */
        Iterable<String> make(HallFolder hall, Path to, int keep) throws CommandFailedException;
    }

    @Override
    public Integer call() throws CommandFailedException {
        if (keep < Backup.KEEP_MIN || keep > Backup.KEEP_MAX) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--keep " + keep + " is outside " + Backup.KEEP_MIN + "–" + Backup.KEEP_MAX + ".");
        }
        HallFolder hall = data.folder();
        if (!hall.hasHall()) {
            throw new CommandFailedException(
                    hall
                            + " holds no hall: name the right folder with --data. To bring a lost one back: scripts/hub restore.");
        }
        maker.make(hall, to.toAbsolutePath().normalize(), keep)
                .forEach(spec.commandLine().getOut()::println);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
