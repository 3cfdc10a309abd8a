package io.yizhan.hardware.simulated;

import io.yizhan.hardware.printer.PrinterState.Paper;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** Head, paper, knife and cover of a printer, and what it answers. Thread-safe. */
final class PrinterMechanism {

    /** Bytes kept of one ticket; the rest of a flood is printed, and forgotten. */
    private static final int TICKET_BYTES_MAX = 1_000_000;

    private static final int FIXED_BITS = 0x12;
    private static final long NEVER = Long.MAX_VALUE;
    private static final Bytes NOTHING = new Bytes(new byte[0]);

    /** The knife takes as long as so much paper. */
    private static final int CUT_DOTS = 300;

    /**
     * What came of a command.
     *
     * @param dots of paper that had to move for it
     * @param reply bytes to send back
     * @param ticket that was cut
     */
    record Obeyed(int dots, Bytes reply, @Nullable PrintedTicket ticket) {}

    private final PrinterTraits traits;
    private final int widthDots;
    private final PrinterTypeface typeface = new PrinterTypeface();
    private final ByteArrayOutputStream ticketBytes = new ByteArrayOutputStream();
    private PaperStrip strip;
    private QrMemory qr = new QrMemory();
    private Paper paper = Paper.ENOUGH;
    private boolean coverOpen;
    private boolean cutterJammed;
    private boolean powered = true;
    private long rowsCut;
    private long paperEndsAtRow = NEVER;
    private long powerFailsAtRow = NEVER;
    private long coverOpensAtRow = NEVER;

    PrinterMechanism(PrinterTraits traits) {
        this.traits = traits;
        this.widthDots = traits.widthDots();
        this.strip = new PaperStrip(widthDots);
    }

    /** Obeys one command of the buffer; {@link #awaitOnline} comes before it. */
    synchronized Obeyed obey(PrintCommand command, byte[] raw) {
        if (command instanceof PrintCommand.TellWhenPrinted(Bytes number)) {
            return new Obeyed(0, traits.lacks().contains(PrinterTraits.Lack.JOBS) ? NOTHING : printed(number), null);
        }
        if (command instanceof PrintCommand.PaperStatus()) {
            return new Obeyed(0, paperStatus(), null);
        }
        if (ticketBytes.size() + raw.length <= TICKET_BYTES_MAX) {
            ticketBytes.writeBytes(raw);
        }
        int before = strip.dots();
        PrintedTicket ticket = command instanceof PrintCommand.Cut ? cut() : null;
        print(command);
        wear();
        return new Obeyed(ticket == null ? strip.dots() - before : CUT_DOTS, NOTHING, ticket);
    }

    /** Off line it stands still, and goes on where it stopped: with paper, with its cover closed, with power. */
    synchronized void awaitOnline() throws InterruptedException {
        while (!powered || !online()) {
            wait();
        }
    }

    /** Forgets what was set, and leaves what is burnt. */
    synchronized void clear() {
        strip.initialise();
        qr = new QrMemory();
    }

    synchronized void paper(Paper now) {
        boolean newRoll = paper == Paper.OUT && now != Paper.OUT;
        paper = now;
        paperEndsAtRow = NEVER;
        if (newRoll) {
            tearOff();
        }
        notifyAll();
    }

    synchronized void cover(boolean open) {
        coverOpen = open;
        notifyAll();
    }

    synchronized void cutter(boolean jammed) {
        cutterJammed = jammed;
        notifyAll();
    }

    synchronized void endPaperAfter(int lines) {
        paperEndsAtRow = rows() + lines;
    }

    synchronized void openCoverAfter(int lines) {
        coverOpensAtRow = rows() + lines;
    }

    synchronized void failPowerAfter(int lines) {
        powerFailsAtRow = rows() + lines;
    }

    synchronized void power(boolean on) {
        if (on && !powered) {
            tearOff();
        }
        powered = on;
        notifyAll();
    }

    synchronized boolean powered() {
        return powered;
    }

    private boolean online() {
        return paper != Paper.OUT && !coverOpen && !cutterJammed;
    }

    private long rows() {
        return rowsCut + strip.rows();
    }

    private void print(PrintCommand command) {
        switch (command) {
            case PrintCommand.Initialise() -> {
                strip.initialise();
                qr = new QrMemory();
            }
            case PrintCommand.Glyph glyph -> strip.glyph(glyph.codePoint(), glyph.wide());
            case PrintCommand.LineFeed() -> strip.lineFeed();
            case PrintCommand.FeedLines(int lines) -> strip.feedLines(lines);
            case PrintCommand.FeedDots(int dots) -> strip.feed(dots);
            case PrintCommand.LineSpacing(int dots) -> strip.lineSpacing(dots);
            case PrintCommand.Size size -> strip.size(size.across(), size.down());
            case PrintCommand.Alignment(PrintCommand.Side side) -> strip.align(side);
            case PrintCommand.Bold(boolean on) -> strip.bold(on);
            case PrintCommand.QrModule(int dots) -> qr.module(dots);
            case PrintCommand.QrCorrection(int level) -> qr.correction(level);
            case PrintCommand.QrStore(Bytes content) -> qr.store(content);
            case PrintCommand.QrPrint() -> {
                if (!traits.lacks().contains(PrinterTraits.Lack.QR)) {
                    strip.qr(qr);
                }
            }
            case PrintCommand.Raster raster -> strip.raster(raster.widthBytes(), raster.rows(), raster.dots());
            case PrintCommand.Cut _,
                    PrintCommand.ChineseMode _,
                    PrintCommand.RealTimeStatus _,
                    PrintCommand.TellWhenPrinted _,
                    PrintCommand.PaperStatus _,
                    PrintCommand.ClearBuffers _,
                    PrintCommand.NoEffect _,
                    PrintCommand.Strange _ -> {
                // Done elsewhere, or nothing that leaves a mark.
            }
        }
    }

    private PrintedTicket cut() {
        PrintedTicket ticket = strip.cut(ticketBytes.toByteArray(), typeface);
        tearOff();
        return ticket;
    }

    /** Whatever hangs out of the printer is gone. */
    private void tearOff() {
        rowsCut += strip.rows();
        strip = new PaperStrip(widthDots);
        ticketBytes.reset();
    }

    private void wear() {
        if (rows() >= paperEndsAtRow) {
            paper = Paper.OUT;
            paperEndsAtRow = NEVER;
        }
        if (rows() >= coverOpensAtRow) {
            coverOpen = true;
            coverOpensAtRow = NEVER;
        }
        if (rows() >= powerFailsAtRow) {
            powered = false;
            powerFailsAtRow = NEVER;
        }
    }

    /** The answer to {@code DLE EOT n}; nothing without power. */
    synchronized Bytes status(int n) {
        if (!powered) {
            return NOTHING;
        }
        int bits = switch (n) {
            case 1 -> online() ? 0 : 0x08;
            case 2 -> (coverOpen ? 0x04 : 0) | (paper == Paper.OUT ? 0x20 : 0) | (cutterJammed ? 0x40 : 0);
            case 3 -> cutterJammed ? 0x08 : 0;
            case 4 -> paper == Paper.OUT ? 0x6C : paper == Paper.NEAR_END ? 0x0C : 0;
            default -> -1;
        };
        return bits < 0 ? NOTHING : new Bytes(new byte[] {(byte) (FIXED_BITS | bits)});
    }

    private Bytes paperStatus() {
        return new Bytes(new byte[] {(byte) (paper == Paper.ENOUGH ? 0 : 0x03)});
    }

    private static Bytes printed(Bytes number) {
        return new Bytes(new byte[] {
            0x37, 0x22, (byte) number.at(0), (byte) number.at(1), (byte) number.at(2), (byte) number.at(3), 0
        });
    }
}
