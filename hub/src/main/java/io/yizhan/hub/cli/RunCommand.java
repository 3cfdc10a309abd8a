package io.yizhan.hub.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hub run}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Runs the hub until it is ended. The broker is a process of its own.")
public final class RunCommand implements Callable<Integer> {

    @Mixin
    private HallOption data = new HallOption();

    private final Running running;

    public RunCommand(Running running) {
        this.running = running;
    }

    /** Runs the hub of a hall. */
    @FunctionalInterface
    public interface Running {
        /** Returns when it was ended. */
        void run(HallFolder hall) throws CommandFailedException;
    }

    @Override
    public Integer call() throws CommandFailedException {
        running.run(data.folder());
        return 0;
    }
}
