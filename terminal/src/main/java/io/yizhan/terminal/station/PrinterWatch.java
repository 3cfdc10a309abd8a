package io.yizhan.terminal.station;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.printer.PrinterState;
import io.yizhan.hardware.printer.PrinterState.Paper;
import io.yizhan.hardware.printer.TicketPrinter;
import java.util.Optional;

/** A printer and what it says of itself, each complaint a fault from when it comes until it goes. */
final class PrinterWatch {

    private static final String PART = "printer";

    private final Attached<TicketPrinter> printer;
    private final Faults faults;

    PrinterWatch(Attached.Opener<TicketPrinter> opener, Faults faults) {
        this.printer = new Attached<>(PART, opener, faults);
        this.faults = faults;
    }

    /** The printer, if it can be spoken to. */
    Optional<TicketPrinter> printer() throws InterruptedException {
        return printer.device();
    }

    /** Asks it how it is; empty when it cannot be asked. */
    Optional<PrinterState> ask() throws InterruptedException {
        TicketPrinter open = printer.device().orElse(null);
        if (open == null) {
            return Optional.empty();
        }
        try {
            PrinterState state = open.state();
            printer.works();
            note(state);
            return Optional.of(state);
        } catch (LinkException e) {
            printer.broke(e);
            return Optional.empty();
        }
    }

    void note(PrinterState state) {
        fault("paper-out", state.paper() == Paper.OUT, "put in a new roll");
        fault("paper-low", state.paper() == Paper.NEAR_END, "have a new roll ready");
        fault("cover-open", state.coverOpen(), "close the cover until it clicks");
        fault("cutter", state.cutterFault(), "take out what jams the knife, then switch the printer off and on");
        fault("error", state.otherFault(), "switch the printer off and on");
    }

    void broke(LinkException why) {
        printer.broke(why);
    }

    void close() {
        printer.close();
    }

    private void fault(String kind, boolean is, String remedy) {
        if (is) {
            faults.raise(PART, kind, remedy);
        } else {
            faults.clear(PART, kind);
        }
    }
}
