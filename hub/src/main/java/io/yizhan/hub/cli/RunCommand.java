package io.yizhan.hub.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hub run}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Runs the hub until it is ended. The broker is a process of its own.")
public final class RunCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data/hub",
            description = "The hall's folder (${DEFAULT-VALUE}).")
    private Path data = Path.of("");

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
        running.run(new HallFolder(data));
        return 0;
    }
}
