package io.yizhan.hub.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hub demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Fills an empty hall with made-up agencies, people, services and accounts, and prints the accounts:"
                        + " name, first password and role, with / between them, and the people: staff number, name, PIN"
                        + " and the number of their simulated finger, with tabs between them. Not for a real hall.")
public final class DemoCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private HallOption data = new HallOption();

    private final Filling filling;

    public DemoCommand(Filling filling) {
        this.filling = filling;
    }

    /** Fills the hall. */
    @FunctionalInterface
    public interface Filling {
        /** @return the accounts and the people, a line each */
        Iterable<String> fill(HallFolder hall) throws CommandFailedException;
    }

    @Override
    public Integer call() throws CommandFailedException {
        filling.fill(data.folder()).forEach(spec.commandLine().getOut()::println);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
