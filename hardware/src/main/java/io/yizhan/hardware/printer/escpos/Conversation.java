package io.yizhan.hardware.printer.escpos;

import io.yizhan.hardware.bus.ByteLink;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.printer.PrinterState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * Questions and answers over one open link. Two kinds of answer can come in any order: a status byte ({@code DLE EOT
 * n}, fixed bits {@code b & 0x93 == 0x12}), and {@code 37 22 d1–d4 00} when job d1–d4 has been printed ({@code GS (
 * H}). Their first bytes differ; a figure inside the second looks like a status byte, so an answer that has begun is
 * read to its end.
 */
final class Conversation {

    /** Jobs are numbered with four figures. */
    static final int JOBS = 10_000;

    private static final int DLE = 0x10;
    private static final int EOT = 0x04;
    private static final int GS = 0x1D;

    private static final int STATUS_FIXED_MASK = 0x93;
    private static final int STATUS_FIXED_BITS = 0x12;
    private static final int PRINTED_HEADER = 0x37;
    private static final int PRINTED_IDENTIFIER = 0x22;
    private static final int PRINTED_LENGTH = 7;
    private static final int NONE = -1;

    /** Old answers that are read away before a question, in reads. */
    private static final int STALE_READS_MAX = 64;

    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final ByteLink link;
    private final Duration replyMax;
    private final byte[] input = new byte[64];
    private final byte[] printedReply = new byte[PRINTED_LENGTH];
    private int printedReplyBytes;
    private int strangeBytes;
    private int latestStatus = NONE;
    private int latestPrintedJob = NONE;

    Conversation(ByteLink link, Duration replyMax) {
        this.link = link;
        this.replyMax = replyMax;
    }

    PrinterState state() throws LinkException {
        readAwayOldAnswers();
        int printer = status(1);
        int causes = status(2);
        int faults = status(3);
        int sensors = status(4);
        boolean paperOut = bit(causes, 5) || (sensors & 0x60) != 0;
        boolean nearEnd = (sensors & 0x0C) != 0;
        boolean cover = bit(causes, 2);
        boolean cutter = bit(faults, 3);
        boolean offlineWithoutReason = bit(printer, 3) && !paperOut && !cover && !cutter;
        PrinterState.Paper paper = nearEnd ? PrinterState.Paper.NEAR_END : PrinterState.Paper.ENOUGH;
        return new PrinterState(
                paperOut ? PrinterState.Paper.OUT : paper,
                cover,
                cutter,
                bit(faults, 5) || bit(faults, 6) || offlineWithoutReason);
    }

    /** Whether the printer stopped: no paper, an open cover, a fault. */
    boolean offline() throws LinkException {
        return bit(status(1), 3);
    }

    /** Sends a receipt, and the wish to hear when it is out: one write. */
    void send(byte[] commands, int job) throws LinkException {
        byte[] wish = {GS, '(', 'H', 6, 0, '0', '0', 0, 0, 0, 0};
        byte[] number = String.format(Locale.ROOT, "%04d", job).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(number, 0, wish, 7, number.length);
        byte[] all = Arrays.copyOf(commands, commands.length + wish.length);
        System.arraycopy(wish, 0, all, commands.length, wish.length);
        latestPrintedJob = NONE;
        link.write(all);
    }

    /** Whether the printer says within this time that the job has been printed. */
    boolean printed(int job, Duration within) throws LinkException {
        long deadline = System.nanoTime() + within.toNanos();
        while (latestPrintedJob != job && hear(deadline)) {
            // Each round takes what came.
        }
        return latestPrintedJob == job;
    }

    void close() {
        link.close();
    }

    private int status(int n) throws LinkException {
        latestStatus = NONE;
        strangeBytes = 0;
        link.write(new byte[] {DLE, EOT, (byte) n});
        long deadline = System.nanoTime() + replyMax.toNanos();
        while (latestStatus == NONE && hear(deadline)) {
            // Each round takes what came.
        }
        if (latestStatus != NONE) {
            return latestStatus;
        }
        String where = "the printer at " + link.name();
        if (strangeBytes > 0) {
            throw new LinkException(
                    LinkException.Kind.GARBLED,
                    where + " answered " + strangeBytes + " bytes to DLE EOT " + n
                            + ", none of them a status (b & 0x93 = 0x12): is it an ESC/POS printer,"
                            + " and is the baud rate right?");
        }
        throw new LinkException(
                LinkException.Kind.SILENT,
                where + " did not answer DLE EOT " + n + " within " + replyMax.toMillis()
                        + " ms: is it switched on, and is its two-way mode enabled?");
    }

    private static boolean bit(int status, int number) {
        return (status >> number & 1) == 1;
    }

    private void readAwayOldAnswers() throws LinkException {
        int reads = 0;
        while (reads < STALE_READS_MAX && link.read(input, 0, input.length, AT_ONCE) > 0) {
            reads++;
        }
        printedReplyBytes = 0;
    }

    /** Takes what comes until {@code deadline}; false when nothing came. */
    private boolean hear(long deadline) throws LinkException {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            return false;
        }
        Duration wait = left < AT_ONCE.toNanos() ? AT_ONCE : Duration.ofNanos(left);
        int count = link.read(input, 0, input.length, wait);
        for (int i = 0; i < count; i++) {
            take(input[i] & 0xFF);
        }
        return count > 0;
    }

    private void take(int b) {
        if (printedReplyBytes > 0 || b == PRINTED_HEADER) {
            takePrinted(b);
        } else if ((b & STATUS_FIXED_MASK) == STATUS_FIXED_BITS) {
            latestStatus = b;
        } else {
            strangeBytes++;
        }
    }

    private void takePrinted(int b) {
        printedReply[printedReplyBytes++] = (byte) b;
        if (printedReplyBytes == 2 && b != PRINTED_IDENTIFIER) {
            strangeBytes += printedReplyBytes;
            printedReplyBytes = 0;
        }
        if (printedReplyBytes == PRINTED_LENGTH) {
            printedReplyBytes = 0;
            latestPrintedJob = job();
        }
    }

    private int job() {
        int job = 0;
        for (int i = 2; i < 6; i++) {
            int figure = printedReply[i] - '0';
            if (figure < 0 || figure > 9) {
                return NONE;
            }
            job = job * 10 + figure;
        }
        return job;
    }
}
