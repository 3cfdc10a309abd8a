package io.yizhan.hardware.printer.escpos;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.LinkSource;
import io.yizhan.hardware.printer.PrintOutcome;
import io.yizhan.hardware.printer.PrinterState;
import io.yizhan.hardware.printer.Receipt;
import io.yizhan.hardware.printer.TicketPrinter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A thermal printer that speaks ESC/POS, answers {@code DLE EOT}, and says when it has printed as its model does.
 *
 * <p>The link is opened when it is needed and kept, since most printers serve one connection only. It is given up after
 * each failure: what an old link might still answer would be taken for the answer to a new question.
 */
public final class EscPosPrinter implements TicketPrinter {

    /** A status comes within milliseconds, also while printing; a terminal under load may read it late. */
    public static final Duration REPLY_MAX = Duration.ofSeconds(2);

    /** A ticket of 15 cm takes about 2 s; slow printers with a hot head take longer. */
    public static final Duration PRINT_MAX = Duration.ofSeconds(12);

    /** While waiting for "printed" the printer is asked so often whether it is still on line. */
    private static final Duration GLANCE_EVERY = Duration.ofMillis(400);

    private final LinkSource source;
    private final PrinterModel model;
    private final RasterText glyphs;
    private final Duration replyMax;
    private final Duration printMax;
    private @Nullable Conversation conversation;

    /** At first too: who had the wire before, or this program before its power went, may have broken off anywhere. */
    private boolean mayHoldARest = true;

    private int job;

    /** @param glyphs what the printer's own font may lack */
    public EscPosPrinter(LinkSource source, PrinterModel model, RasterText glyphs) {
        this(source, model, glyphs, REPLY_MAX, PRINT_MAX);
    }

    /**
     * @param replyMax how long a status may take
     * @param printMax how long a receipt may take
     */
    public EscPosPrinter(
            LinkSource source, PrinterModel model, RasterText glyphs, Duration replyMax, Duration printMax) {
        this.source = source;
        this.model = model;
        this.glyphs = glyphs;
        this.replyMax = replyMax;
        this.printMax = printMax;
    }

    @Override
    public PrinterState state() throws LinkException {
        Conversation kept = conversation;
        if (kept != null) {
            try {
                return kept.state();
            } catch (LinkException sinceTheLastTimeItWasSwitchedOff) {
                // Then a new connection tells; if that fails too, its failure is the one to report.
                hangUp();
            }
        }
        Conversation fresh = new Conversation(source.open(), replyMax);
        conversation = fresh;
        try {
            return fresh.state();
        } catch (LinkException e) {
            hangUp();
            throw e.kind() == LinkException.Kind.CLOSED ? refused(e) : e;
        }
    }

    @Override
    public PrintOutcome print(Receipt receipt) throws LinkException {
        byte[] commands = EscPosEncoder.encode(receipt, model, glyphs);
        PrinterState before = state();
        if (!before.ready() || conversation == null) {
            return new PrintOutcome.NotPrinted(before);
        }
        if (mayHoldARest) {
            conversation.clearBuffers();
            mayHoldARest = false;
        }
        job = (job + 1) % Conversation.JOBS;
        PrintOutcome outcome = send(conversation, commands);
        if (outcome instanceof PrintOutcome.Unknown) {
            throwAwayTheRest(conversation);
            hangUp();
        }
        return outcome;
    }

    @Override
    public void close() {
        hangUp();
    }

    private PrintOutcome send(Conversation with, byte[] commands) {
        try {
            with.send(commands, job, model.completion());
            long deadline = System.nanoTime() + printMax.toNanos();
            while (System.nanoTime() < deadline) {
                boolean said = switch (model.completion()) {
                    case JOB_NUMBER -> with.printed(job, GLANCE_EVERY);
                    case STATUS -> with.carriedOut(GLANCE_EVERY) && !with.offline();
                };
                if (said) {
                    return new PrintOutcome.Printed();
                }
                if (with.offline()) {
                    return new PrintOutcome.Unknown("the printer stopped before it said that the ticket is out: "
                            + with.state() + "; look whether a ticket came out, then print the same number again");
                }
            }
            return new PrintOutcome.Unknown("the printer did not say within " + printMax.toMillis()
                    + " ms that the ticket is out; it says now: " + with.state());
        } catch (LinkException e) {
            return new PrintOutcome.Unknown("the wire broke after the ticket was sent: " + e.getMessage());
        }
    }

    /** At once, while it still stands still; else before the next receipt. */
    private void throwAwayTheRest(Conversation with) {
        mayHoldARest = true;
        try {
            with.clearBuffers();
            mayHoldARest = false;
        } catch (LinkException theWireIsTheReason) {
            // Then the next connection does it.
        }
    }

    private static LinkException refused(LinkException closed) {
        return new LinkException(
                LinkException.Kind.CLOSED,
                closed.getMessage() + "; it broke a new connection off before it answered: most printers serve one"
                        + " program at a time, so end any other that holds it",
                closed);
    }

    private void hangUp() {
        if (conversation != null) {
            conversation.close();
            conversation = null;
        }
    }
}
