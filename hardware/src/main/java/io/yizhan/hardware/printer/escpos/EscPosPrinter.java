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
 * A thermal printer that speaks ESC/POS, answers {@code DLE EOT}, and says by {@code GS ( H} when it has printed.
 *
 * <p>The link is opened when it is needed and kept, since most printers serve one connection only. It is given up after
 * each failure: what an old link might still answer would be taken for the answer to a new question.
 */
public final class EscPosPrinter implements TicketPrinter {

    /** Printable width of 58 mm paper. */
    public static final int DOTS_58_MM = 384;

    /** Printable width of 80 mm paper. */
    public static final int DOTS_80_MM = 576;

    /** A status comes within milliseconds, also while printing; a terminal under load may read it late. */
    public static final Duration REPLY_MAX = Duration.ofSeconds(2);

    /** A ticket of 15 cm takes about 2 s; slow printers with a hot head take longer. */
    public static final Duration PRINT_MAX = Duration.ofSeconds(12);

    /** While waiting for "printed" the printer is asked so often whether it is still on line. */
    private static final Duration GLANCE_EVERY = Duration.ofMillis(400);

    private final LinkSource source;
    private final int widthDots;
    private final Duration replyMax;
    private final Duration printMax;
    private @Nullable Conversation conversation;
    private int job;

    public EscPosPrinter(LinkSource source, int widthDots) {
        this(source, widthDots, REPLY_MAX, PRINT_MAX);
    }

    /**
     * @param widthDots {@value #DOTS_58_MM} or {@value #DOTS_80_MM}
     * @param replyMax how long a status may take
     * @param printMax how long a receipt may take
     */
    public EscPosPrinter(LinkSource source, int widthDots, Duration replyMax, Duration printMax) {
        if (widthDots != DOTS_58_MM && widthDots != DOTS_80_MM) {
            throw new IllegalArgumentException("a printer of " + widthDots + " dots: expected " + DOTS_58_MM
                    + " (58 mm) or " + DOTS_80_MM + " (80 mm)");
        }
        this.source = source;
        this.widthDots = widthDots;
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
            throw e;
        }
    }

    @Override
    public PrintOutcome print(Receipt receipt) throws LinkException {
        byte[] commands = EscPosEncoder.encode(receipt, widthDots);
        PrinterState before = state();
        if (!before.ready() || conversation == null) {
            return new PrintOutcome.NotPrinted(before);
        }
        job = (job + 1) % Conversation.JOBS;
        PrintOutcome outcome = send(conversation, commands);
        if (outcome instanceof PrintOutcome.Unknown) {
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
            with.send(commands, job);
            long deadline = System.nanoTime() + printMax.toNanos();
            while (System.nanoTime() < deadline) {
                if (with.printed(job, GLANCE_EVERY)) {
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

    private void hangUp() {
        if (conversation != null) {
            conversation.close();
            conversation = null;
        }
    }
}
