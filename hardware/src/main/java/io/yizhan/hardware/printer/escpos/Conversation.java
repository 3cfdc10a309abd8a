package io.yizhan.hardware.printer.escpos;

import io.yizhan.hardware.bus.ByteLink;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.printer.PrinterState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * Questions and answers over one open link. Answers come in any order, and are told apart by their fixed bits: a
 * real-time status ({@code DLE EOT n}: {@code b & 0x93 == 0x12}), the paper's status ({@code GS r 1}: {@code b & 0x90}
 * is 0), and {@code 37 22 d1–d4 00} when job d1–d4 has been printed ({@code GS ( H}) or {@code 37 25 00} when the
 * buffers are empty ({@code DLE DC4 8}). A figure inside the last two looks like a status, so an answer that has begun
 * is read to its end.
 */
final class Conversation {

    /** Jobs are numbered with four figures. */
    static final int JOBS = 10_000;

    private static final int DLE = 0x10;
    private static final int EOT = 0x04;
    private static final int GS = 0x1D;

    /** Throws away what waits in the buffers, at once, also off line; its parameters guard against chance. */
    private static final byte[] CLEAR_BUFFERS = {DLE, 0x14, 8, 1, 3, 0x14, 1, 6, 2, 8};

    private static final int STATUS_FIXED_MASK = 0x93;
    private static final int STATUS_FIXED_BITS = 0x12;
    private static final int PAPER_FIXED_MASK = 0x90;
    private static final int PAPER_END = 0x0C;
    private static final int PRINTED_HEADER = 0x37;
    private static final int PRINTED_IDENTIFIER = 0x22;
    private static final int PRINTED_LENGTH = 7;
    private static final int CLEARED_IDENTIFIER = 0x25;
    private static final int CLEARED_LENGTH = 3;
    private static final int NONE = -1;

    /** Old answers that are read away before a question, in reads. */
    private static final int STALE_READS_MAX = 64;

    /** A printer that does not know the order to clear says nothing to it. */
    private static final Duration CLEARED_MAX = Duration.ofMillis(300);

    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final ByteLink link;
    private final Duration replyMax;
    private final byte[] input = new byte[64];
    private final byte[] headedReply = new byte[PRINTED_LENGTH];
    private int headedBytes;
    private int strangeBytes;
    private int latestStatus = NONE;
    private int latestPaper = NONE;
    private int latestPrintedJob = NONE;
    private boolean cleared;

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
    void send(byte[] commands, int job, PrinterModel.Completion completion) throws LinkException {
        byte[] wish = switch (completion) {
            case JOB_NUMBER -> {
                byte[] number = String.format(Locale.ROOT, "%04d", job).getBytes(StandardCharsets.US_ASCII);
                yield new byte[] {GS, '(', 'H', 6, 0, '0', '0', number[0], number[1], number[2], number[3]};
            }
            case STATUS -> new byte[] {GS, 'r', 1};
        };
        byte[] all = Arrays.copyOf(commands, commands.length + wish.length);
        System.arraycopy(wish, 0, all, commands.length, wish.length);
        latestPrintedJob = NONE;
        latestPaper = NONE;
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

    /** Whether the printer says within this time that it has come to the end of its commands, with paper left. */
    boolean carriedOut(Duration within) throws LinkException {
        long deadline = System.nanoTime() + within.toNanos();
        while (latestPaper == NONE && hear(deadline)) {
            // Each round takes what came.
        }
        int paper = latestPaper;
        latestPaper = NONE;
        return paper != NONE && (paper & PAPER_END) == 0;
    }

    /**
     * Has the rest of a broken-off receipt thrown away, or it would come out by itself after a new roll: as half a
     * ticket, beside the one that is printed again. A printer that does not know this order keeps the rest.
     */
    void clearBuffers() throws LinkException {
        cleared = false;
        link.write(CLEAR_BUFFERS);
        long deadline = System.nanoTime() + CLEARED_MAX.toNanos();
        while (!cleared && hear(deadline)) {
            // Each round takes what came.
        }
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
        headedBytes = 0;
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
        if (headedBytes > 0 || b == PRINTED_HEADER) {
            takeHeaded(b);
        } else if ((b & STATUS_FIXED_MASK) == STATUS_FIXED_BITS) {
            latestStatus = b;
        } else if ((b & PAPER_FIXED_MASK) == 0) {
            latestPaper = b;
        } else {
            strangeBytes++;
        }
    }

    private void takeHeaded(int b) {
        headedReply[headedBytes++] = (byte) b;
        boolean isCleared = headedReply[1] == CLEARED_IDENTIFIER;
        if (headedBytes == 2 && b != PRINTED_IDENTIFIER && !isCleared) {
            strangeBytes += headedBytes;
            headedBytes = 0;
        } else if (headedBytes == CLEARED_LENGTH && isCleared) {
            headedBytes = 0;
            cleared = true;
        } else if (headedBytes == PRINTED_LENGTH) {
            headedBytes = 0;
            latestPrintedJob = job();
        }
    }

    private int job() {
        int job = 0;
        for (int i = 2; i < 6; i++) {
            int figure = headedReply[i] - '0';
            if (figure < 0 || figure > 9) {
                return NONE;
            }
            job = job * 10 + figure;
        }
        return job;
    }
}
