package io.yizhan.hub.cli;

import io.yizhan.hub.book.Flaw;
import io.yizhan.hub.book.Verify;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hub verify}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Proves the hall's book: every journal is whole from its first line to its watermark, every entry has the"
                        + " time that the hub's journal has settled, and folding all"
                        + " entries into an empty database makes the same records. A hub may run meanwhile. Needs as much room"
                        + " beside the database as the records take. Ends with 0 if all is well, with 1 and the first flaws if not.")
public final class VerifyCommand implements Callable<Integer> {

    private static final int EXIT_FLAWED = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private HallOption data = new HallOption();

    private final Verifying verifying;

    public VerifyCommand(Verifying verifying) {
        this.verifying = verifying;
    }

    /** Verifies the book of a hall. */
    @FunctionalInterface
    public interface Verifying {
        Verify.Report verify(HallFolder hall) throws CommandFailedException;
    }

    @Override
    public Integer call() throws CommandFailedException {
        Verify.Report report = verifying.verify(data.folder());
        PrintWriter out = spec.commandLine().getOut();
        out.println("%d journals with %d entries; %d tables with %d rows, folded anew and compared"
                .formatted(report.journals(), report.entries(), report.tables(), report.rows()));
        for (Flaw flaw : report.flaws()) {
            out.println(flaw);
        }
        if (report.flawCount() == 0) {
            out.println("The journals are whole, and the records are what the entries make.");
        } else {
            out.println(
                    "%d flaws, %d of them told. A broken journal: restore a backup. Records or times alone: scripts/hub rebuild"
                            .formatted(report.flawCount(), report.flaws().size()));
        }
        out.flush();
        return report.flawCount() == 0 ? 0 : EXIT_FLAWED;
    }
}
