package io.yizhan.hub.cli;

import io.yizhan.hub.book.ChainCheck;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hub rebuild}. */
@Command(
        name = "rebuild",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Makes all records anew from the journals' entries, while the hub does not run. Whole or not at all:"
                        + " ended in between, the old records stand. Passwords, PINs, templates and settings stay as they are.")
public final class RebuildCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private HallOption data = new HallOption();

    private final Rebuilding rebuilding;

    public RebuildCommand(Rebuilding rebuilding) {
        this.rebuilding = rebuilding;
    }

    /** Rebuilds the records of a hall. */
    @FunctionalInterface
    public interface Rebuilding {
        /** @return what the journals hold */
        ChainCheck.Report rebuild(HallFolder hall) throws CommandFailedException;
    }

    @Override
    public Integer call() throws CommandFailedException {
        ChainCheck.Report done = rebuilding.rebuild(data.folder());
        spec.commandLine()
                .getOut()
                .println("The records are made anew from %d entries of %d journals."
                        .formatted(done.entries(), done.journals()));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
