package io.yizhan.hardware.simulated;

import io.yizhan.hardware.matrix.Bitmap;
import java.util.ArrayList;
import java.util.List;

/** The paper between two cuts, and the head's settings. What is burnt is kept as marks; see {@link TicketPicture}. */
final class PaperStrip {

    /** About five metres: a strip that nobody cuts is burnt no further. */
    static final int DOTS_MAX = 40_000;

    static final int CHARACTER_DOTS = 24;
    private static final int DEFAULT_LINE_DOTS = 30;

    /** Something on the paper; {@code top} in dots from the start of the strip. */
    sealed interface Mark {}

    /** One character in its cell. */
    record Sign(int codePoint, int left, int top, int width, int scaleX, int scaleY, boolean bold) implements Mark {}

    /** Squares of {@code moduleDots} dots. */
    record Dots(Bitmap bits, int left, int top, int moduleDots) implements Mark {}

    private record Pending(int codePoint, int width, int scaleX, int scaleY, boolean bold) {}

    private final int widthDots;
    private final List<Mark> marks = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final List<String> qrTexts = new ArrayList<>();
    private final List<Pending> row = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private int rowWidth;
    private int rows;
    private int top;
    private int lineScale;
    private int largestScale;
    private String largest = "";

    private int lineDots;
    private int scaleX;
    private int scaleY;
    private boolean bold;
    private PrintCommand.Side side = PrintCommand.Side.LEFT;

    PaperStrip(int widthDots) {
        this.widthDots = widthDots;
        initialise();
    }

    /** The settings as after power on; what stands on the paper stays. */
    void initialise() {
        row.clear();
        rowWidth = 0;
        line.setLength(0);
        lineScale = 0;
        lineDots = DEFAULT_LINE_DOTS;
        size(1, 1);
        bold = false;
        side = PrintCommand.Side.LEFT;
    }

    void size(int across, int down) {
        scaleX = across;
        scaleY = down;
    }

    void bold(boolean on) {
        bold = on;
    }

    void align(PrintCommand.Side to) {
        side = to;
    }

    void lineSpacing(int dots) {
        lineDots = dots;
    }

    /** Puts a character into the line; a full line is burnt first, and the text goes on in the next. */
    void glyph(int codePoint, boolean wide) {
        int width = (wide ? CHARACTER_DOTS : CHARACTER_DOTS / 2) * scaleX;
        if (rowWidth + width > widthDots && !row.isEmpty()) {
            burnRow();
        }
        row.add(new Pending(codePoint, width, scaleX, scaleY, bold));
        rowWidth += width;
        line.appendCodePoint(codePoint);
        lineScale = Math.max(lineScale, scaleY);
    }

    void lineFeed() {
        burnRow();
        if (top < DOTS_MAX) {
            lines.add(line.toString());
        }
        if (lineScale > largestScale) {
            largestScale = lineScale;
            largest = line.toString().strip();
        }
        line.setLength(0);
        lineScale = 0;
    }

    void feed(int dots) {
        finishLine();
        advance(dots);
    }

    void feedLines(int count) {
        feed(count * lineDots);
    }

    void qr(QrMemory qr) {
        finishLine();
        qr.symbol().ifPresent(bits -> {
            int dots = bits.width() * qr.moduleDots();
            if (dots > widthDots) {
                return; // A printer prints nothing then.
            }
            burn(new Dots(bits, left(dots), top, qr.moduleDots()));
            qrTexts.add(qr.text());
            advance(dots);
        });
    }

    void raster(int widthBytes, int heightDots, Bytes bits) {
        finishLine();
        Bitmap picture = Bitmap.of(
                Math.min(widthBytes * 8, widthDots),
                heightDots,
                (x, y) -> (bits.at(y * widthBytes + x / 8) >> (7 - x % 8) & 1) == 1);
        burn(new Dots(picture, left(picture.width()), top, 1));
        advance(heightDots);
    }

    /** How far the paper has come out. */
    int dots() {
        return top;
    }

    /** Lines of text burnt on this strip, each of a wrapped text counted. */
    int rows() {
        return rows;
    }

    /** What a person takes away. */
    PrintedTicket cut(byte[] bytes, PrinterTypeface typeface) {
        finishLine();
        TicketPicture picture = new TicketPicture(widthDots, top, List.copyOf(marks), typeface);
        return new PrintedTicket(new Bytes(bytes), lines, qrTexts, largest, picture);
    }

    private void finishLine() {
        if (!row.isEmpty()) {
            lineFeed();
        }
    }

    private void burnRow() {
        int height = CHARACTER_DOTS;
        for (Pending sign : row) {
            height = Math.max(height, CHARACTER_DOTS * sign.scaleY);
        }
        int x = left(rowWidth);
        for (Pending sign : row) {
            int signTop = top + height - CHARACTER_DOTS * sign.scaleY;
            burn(new Sign(sign.codePoint, x, signTop, sign.width, sign.scaleX, sign.scaleY, sign.bold));
            x += sign.width;
        }
        advance(Math.max(height, lineDots));
        rows++;
        row.clear();
        rowWidth = 0;
    }

    private void advance(int dots) {
        top = Math.min(top + dots, DOTS_MAX);
    }

    private void burn(Mark mark) {
        if (top < DOTS_MAX) {
            marks.add(mark);
        }
    }

    private int left(int dots) {
        int free = Math.max(0, widthDots - dots);
        return switch (side) {
            case LEFT -> 0;
            case CENTRE -> free / 2;
            case RIGHT -> free;
        };
    }
}
