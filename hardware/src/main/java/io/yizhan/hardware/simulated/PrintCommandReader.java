package io.yizhan.hardware.simulated;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads ESC/POS as a printer does: byte by byte, blocking, and never trusting a length. Knows nothing of the encoder.
 *
 * <p>An order in real time is heard wherever it stands, also among the dots of a picture, of which a question's bytes
 * are dots too. What was begun stays begun when the driver goes away: the next driver's bytes are its rest.
 */
final class PrintCommandReader {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final int LF = 0x0A;
    private static final int DLE = 0x10;
    private static final int ESC = 0x1B;
    private static final int FS = 0x1C;
    private static final int GS = 0x1D;

    private static final int DEFAULT_LINE_DOTS = 30;

    /** A raster larger than a metre of 80 mm paper is no ticket. */
    private static final int RASTER_BYTES_MAX = 72 * 8_000;

    private static final int EOT = 0x04;

    /** Of the family {@code DLE DC4} only function 8, and that only with all of its guards. */
    private static final Bytes CLEAR = new Bytes(new byte[] {DLE, 0x14, 8, 1, 3, 0x14, 1, 6, 2, 8});

    private static final byte[] NOTHING = {};

    private final InputStream in;
    private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
    private byte[] begun = NOTHING;
    private ByteArrayInputStream again = new ByteArrayInputStream(NOTHING);
    private boolean chinese;
    private int last;
    private int lastButOne;
    private int clearSoFar;

    /** Ends the reading of whatever it came in the middle of. */
    private static final class InRealTime extends IOException {
        private final transient PrintCommand order;

        InRealTime(PrintCommand order) {
            this.order = order;
        }
    }

    /** @param before of the driver that has gone, if there was one since the printer was switched on */
    PrintCommandReader(InputStream in, @Nullable PrintCommandReader before) {
        this.in = in;
        if (before != null) {
            begun = before.begun;
            chinese = before.chinese;
        }
    }

    /** The next command, or null when the other side hung up between two commands. */
    @Nullable
    PrintCommand next() throws IOException {
        again = new ByteArrayInputStream(begun);
        begun = NOTHING;
        raw.reset();
        try {
            return command();
        } catch (InRealTime now) {
            boolean isBetweenTwo = raw.size() == 3;
            if (now.order instanceof PrintCommand.RealTimeStatus && !isBetweenTwo) {
                begun = raw.toByteArray();
            }
            return now.order;
        } catch (IOException hungUp) {
            begun = raw.toByteArray();
            if (begun.length == 0 && hungUp instanceof EOFException) {
                return null;
            }
            throw hungUp;
        }
    }

    private PrintCommand command() throws IOException {
        int first = read();
        PrintCommand command = switch (first) {
            case LF -> new PrintCommand.LineFeed();
            case DLE -> realTime();
            case ESC -> escape();
            case FS -> chineseCommand();
            case GS -> group();
            default -> glyph(first);
        };
        if (command instanceof PrintCommand.ChineseMode mode) {
            chinese = mode.on();
        }
        return command;
    }

    /** The bytes of the command that was read last. */
    byte[] raw() {
        return raw.toByteArray();
    }

    private PrintCommand realTime() throws IOException {
        int second = read();
        return switch (second) {
            case EOT -> unanswered(second, 1);
            case 0x14 -> unanswered(second, read() == 8 ? CLEAR.length() - 3 : 0);
            default -> new PrintCommand.Strange(DLE, second);
        };
    }

    /** What is to be obeyed at once never gets here: the reading of its last byte ends it. */
    private PrintCommand unanswered(int second, int parameters) throws IOException {
        read(parameters);
        return new PrintCommand.Strange(DLE, second);
    }

    private PrintCommand escape() throws IOException {
        int second = read();
        return switch (second) {
            case '@' -> initialise();
            case 'a' -> alignment(read());
            case 'd' -> new PrintCommand.FeedLines(read());
            case 'E' -> new PrintCommand.Bold((read() & 1) == 1);
            case 'J' -> new PrintCommand.FeedDots(read());
            case '2' -> new PrintCommand.LineSpacing(DEFAULT_LINE_DOTS);
            case '3' -> new PrintCommand.LineSpacing(read());
            default -> new PrintCommand.Strange(ESC, second);
        };
    }

    /** Some printers forget the Chinese mode here; this is one of them. */
    private PrintCommand initialise() {
        chinese = false;
        return new PrintCommand.Initialise();
    }

    private static PrintCommand alignment(int n) {
        return switch (n) {
            case 0, '0' -> new PrintCommand.Alignment(PrintCommand.Side.LEFT);
            case 1, '1' -> new PrintCommand.Alignment(PrintCommand.Side.CENTRE);
            case 2, '2' -> new PrintCommand.Alignment(PrintCommand.Side.RIGHT);
            default -> new PrintCommand.NoEffect();
        };
    }

    private PrintCommand chineseCommand() throws IOException {
        int second = read();
        return switch (second) {
            case '&' -> new PrintCommand.ChineseMode(true);
            case '.' -> new PrintCommand.ChineseMode(false);
            default -> new PrintCommand.Strange(FS, second);
        };
    }

    private PrintCommand group() throws IOException {
        int second = read();
        return switch (second) {
            case '!' -> size(read());
            case 'V' -> cut(read());
            case 'r' -> paperStatus(read());
            case 'v' -> raster();
            case '(' -> parenthesis(read());
            default -> new PrintCommand.Strange(GS, second);
        };
    }

    private static PrintCommand size(int n) {
        return new PrintCommand.Size((n >> 4 & 7) + 1, (n & 7) + 1);
    }

    private static PrintCommand paperStatus(int n) {
        return n == 1 || n == '1' ? new PrintCommand.PaperStatus() : new PrintCommand.Strange(GS, 'r');
    }

    private PrintCommand cut(int m) throws IOException {
        return switch (m) {
            case 0, 1, '0', '1' -> new PrintCommand.Cut();
            case 'A', 'B' -> {
                read();
                yield new PrintCommand.Cut();
            }
            default -> new PrintCommand.Strange(GS, 'V');
        };
    }

    private PrintCommand raster() throws IOException {
        int kind = read();
        int scale = read();
        int widthBytes = read() | read() << 8;
        int rows = read() | read() << 8;
        long length = (long) widthBytes * rows;
        if (kind != '0' || scale != 0 || length > RASTER_BYTES_MAX) {
            return new PrintCommand.Strange(GS, 'v');
        }
        return new PrintCommand.Raster(widthBytes, rows, read((int) length));
    }

    private PrintCommand parenthesis(int kind) throws IOException {
        int length = read() | read() << 8;
        Bytes parameters = read(length);
        if (kind == 'k' && length >= 3 && parameters.at(0) == '1') {
            return qr(parameters);
        }
        if (kind == 'H' && length == 6 && parameters.at(0) == '0' && parameters.at(1) == '0') {
            return new PrintCommand.TellWhenPrinted(tail(parameters, 2));
        }
        return new PrintCommand.Strange(GS, kind);
    }

    private static PrintCommand qr(Bytes parameters) {
        int function = parameters.at(1);
        int value = parameters.at(2);
        return switch (function) {
            case 'A' -> new PrintCommand.NoEffect();
            case 'C' -> new PrintCommand.QrModule(value);
            case 'E' -> new PrintCommand.QrCorrection(value - '0');
            case 'P' -> new PrintCommand.QrStore(tail(parameters, 3));
            case 'Q' -> new PrintCommand.QrPrint();
            default -> new PrintCommand.Strange('(', function);
        };
    }

    private static Bytes tail(Bytes bytes, int from) {
        return new Bytes(Arrays.copyOfRange(bytes.toArray(), from, bytes.length()));
    }

    /**
     * In Chinese mode two bytes, or four when the second is a figure; else a sign of Latin-1, which shows as rubbish.
     */
    private PrintCommand glyph(int first) throws IOException {
        if (first < ' ') {
            return new PrintCommand.NoEffect();
        }
        if (first < 0x81 || !chinese) {
            return new PrintCommand.Glyph(first, false);
        }
        int second = read();
        boolean four = second >= '0' && second <= '9';
        byte[] bytes = four
                ? new byte[] {(byte) first, (byte) second, (byte) read(), (byte) read()}
                : new byte[] {(byte) first, (byte) second};
        return new PrintCommand.Glyph(new String(bytes, GB18030).codePointAt(0), true);
    }

    private int read() throws IOException {
        int known = again.read();
        if (known >= 0) {
            raw.write(known);
            return known;
        }
        int b = in.read();
        if (b < 0) {
            throw new EOFException("the other side hung up");
        }
        raw.write(b);
        obeyAtOnce(b);
        return b;
    }

    /** Any other number than these four asks nothing. */
    private void obeyAtOnce(int b) throws InRealTime {
        boolean asks = lastButOne == DLE && last == EOT && b >= 1 && b <= 4;
        lastButOne = last;
        last = b;
        if (asks) {
            throw new InRealTime(new PrintCommand.RealTimeStatus(b));
        }
        clearSoFar = b == CLEAR.at(clearSoFar) ? clearSoFar + 1 : b == DLE ? 1 : 0;
        if (clearSoFar == CLEAR.length()) {
            clearSoFar = 0;
            throw new InRealTime(new PrintCommand.ClearBuffers());
        }
    }

    private Bytes read(int length) throws IOException {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) read();
        }
        return new Bytes(bytes);
    }
}
