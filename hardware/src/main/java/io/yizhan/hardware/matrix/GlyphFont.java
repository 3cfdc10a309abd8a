package io.yizhan.hardware.matrix;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Glyphs of 8 × 16 and 16 × 16 dots from a file in GNU Unifont's format: lines {@code 4E00:0000…}, code points
 * ascending, 32 or 64 hexadecimal digits, row by row from the top, the most significant bit on the left. Immutable.
 *
 * <p>All of Debian's {@code /usr/share/unifont/unifont.hex} (57,086 glyphs) takes 2.2 MB of memory.
 */
public final class GlyphFont {

    /** Where Debian's package unifont has it. */
    public static final Path INSTALLED = Path.of("/usr/share/unifont/unifont.hex");

    /** Dots down of every glyph. */
    public static final int HEIGHT = 16;

    private static final int NARROW_DOTS = 8;
    private static final int NARROW_BYTES = HEIGHT;
    private static final int WIDE_BYTES = 2 * HEIGHT;
    private static final int GLYPHS_MAX = 200_000;

    private static final int CJK_FIRST = 0x4E00;
    private static final int CJK_LAST = 0x9FFF;

    /** Stands for a character that the font lacks: an empty box, 8 × 16. */
    private static final byte[] BOX = HexFormat.of().parseHex("00007E424242424242424242427E0000");

    private final int[] codePoints;
    /** Glyph i lies from offsets[i] to offsets[i + 1]. */
    private final int[] offsets;

    private final byte[] rows;

    private GlyphFont(int[] codePoints, int[] offsets, byte[] rows) {
        this.codePoints = codePoints;
        this.offsets = offsets;
        this.rows = rows;
    }

    /** Reads the whole file. */
    public static GlyphFont read(Path file) throws IOException {
        int[] codePoints = new int[1_024];
        int[] offsets = new int[1_025];
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        int count = 0;
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (count == codePoints.length) {
                    codePoints = Arrays.copyOf(codePoints, count * 2);
                    offsets = Arrays.copyOf(offsets, count * 2 + 1);
                }
                byte[] glyph = glyph(line, file, count + 1);
                int codePoint = Integer.parseInt(line, 0, line.indexOf(':'), 16);
                if (count == GLYPHS_MAX || (count > 0 && codePoint <= codePoints[count - 1])) {
                    throw bad(file, count + 1, "code points ascend, and there are at most " + GLYPHS_MAX);
                }
                codePoints[count] = codePoint;
                rows.writeBytes(glyph);
                offsets[++count] = rows.size();
            }
        } catch (NoSuchFileException e) {
            throw new IOException(file + " is not there: install glyphs (sudo apt install unifont)", e);
        }
        return new GlyphFont(Arrays.copyOf(codePoints, count), Arrays.copyOf(offsets, count + 1), rows.toByteArray());
    }

    /** The text in one line, 16 dots down; a character that the font lacks is an empty box. */
    public Bitmap draw(String text) {
        byte[][] glyphs = text.codePoints().mapToObj(this::rowsOf).toArray(byte[][]::new);
        int[] startOf = new int[glyphs.length + 1];
        for (int i = 0; i < glyphs.length; i++) {
            startOf[i + 1] = startOf[i] + width(glyphs[i]);
        }
        return Bitmap.of(startOf[glyphs.length], HEIGHT, (x, y) -> {
            int found = Arrays.binarySearch(startOf, x);
            int i = found >= 0 ? found : -found - 2;
            return lit(glyphs[i], x - startOf[i], y);
        });
    }

    /** Whether the font has a glyph for this character. */
    public boolean has(int codePoint) {
        return Arrays.binarySearch(codePoints, codePoint) >= 0;
    }

    /**
     * Reads what {@link #draw} drew, at whatever column it starts: empty when a lit dot belongs to no glyph, as in a
     * picture that scrolls. Where several characters look alike it is ASCII first, then the common CJK block. This
     * takes milliseconds; it is for those who want to know what a person could read.
     */
    public Optional<String> read(Bitmap picture) {
        int first = firstLitColumn(picture);
        for (int start = first; start > first - 2 * NARROW_DOTS; start--) {
            Optional<String> text = readFrom(picture, start);
            if (text.isPresent()) {
                return text;
            }
        }
        return Optional.empty();
    }

    /** As {@link #read}, of lines of 16 dots one below the other: those that are lit, with a slash between them. */
    public Optional<String> readLines(Bitmap picture) {
        StringJoiner lines = new StringJoiner(" / ");
        for (int top = 0; top < picture.height(); top += HEIGHT) {
            int above = top;
            Optional<String> line = read(Bitmap.of(picture.width(), HEIGHT, (x, y) -> picture.lit(x, above + y)));
            if (line.isEmpty()) {
                return line;
            }
            line.filter(text -> !text.isEmpty()).ifPresent(lines::add);
        }
        return Optional.of(lines.toString());
    }

    private Optional<String> readFrom(Bitmap picture, int start) {
        StringBuilder text = new StringBuilder();
        int x = start;
        while (x < picture.width()) {
            int wide = find(picture, x, WIDE_BYTES);
            int glyph = wide >= 0 ? wide : find(picture, x, NARROW_BYTES);
            if (glyph < 0) {
                return Optional.empty();
            }
            text.appendCodePoint(codePoints[glyph]);
            x += wide >= 0 ? 2 * NARROW_DOTS : NARROW_DOTS;
        }
        return Optional.of(text.toString().strip());
    }

    /**
     * The glyph of so many bytes whose left column is x, or -1. Two dark cells are two narrow blanks, not one wide one.
     */
    private int find(Bitmap picture, int x, int bytes) {
        int width = bytes == WIDE_BYTES ? 2 * NARROW_DOTS : NARROW_DOTS;
        byte[] wanted = new byte[bytes];
        boolean dark = true;
        for (int y = 0; y < HEIGHT; y++) {
            for (int column = 0; column < width; column++) {
                if (picture.lit(x + column, y)) {
                    wanted[y * width / NARROW_DOTS + column / NARROW_DOTS] |= (byte) (0x80 >> column % NARROW_DOTS);
                    dark = false;
                }
            }
        }
        if (dark) {
            return bytes == NARROW_BYTES ? Arrays.binarySearch(codePoints, ' ') : -1;
        }
        int found = find(wanted, ' ', '~');
        found = found >= 0 ? found : find(wanted, CJK_FIRST, CJK_LAST);
        return found >= 0 ? found : find(wanted, 0, Character.MAX_CODE_POINT);
    }

    private int find(byte[] wanted, int firstCodePoint, int lastCodePoint) {
        int at = Arrays.binarySearch(codePoints, firstCodePoint);
        for (int i = at >= 0 ? at : -at - 1; i < codePoints.length && codePoints[i] <= lastCodePoint; i++) {
            if (Arrays.equals(rows, offsets[i], offsets[i + 1], wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }

    private static int firstLitColumn(Bitmap picture) {
        for (int x = 0; x < picture.width(); x++) {
            for (int y = 0; y < picture.height(); y++) {
                if (picture.lit(x, y)) {
                    return x;
                }
            }
        }
        return picture.width();
    }

    private byte[] rowsOf(int codePoint) {
        int i = Arrays.binarySearch(codePoints, codePoint);
        return i >= 0 ? Arrays.copyOfRange(rows, offsets[i], offsets[i + 1]) : BOX;
    }

    private static int width(byte[] glyph) {
        return glyph.length == WIDE_BYTES ? 2 * NARROW_DOTS : NARROW_DOTS;
    }

    private static boolean lit(byte[] glyph, int x, int y) {
        int at = glyph.length == WIDE_BYTES ? 2 * y + x / NARROW_DOTS : y;
        return (glyph[at] >> (7 - x % NARROW_DOTS) & 1) != 0;
    }

    private static byte[] glyph(String line, Path file, int lineNumber) throws IOException {
        int colon = line.indexOf(':');
        int digits = line.length() - colon - 1;
        if (colon < 1 || colon > 6 || (digits != 2 * NARROW_BYTES && digits != 2 * WIDE_BYTES)) {
            throw bad(file, lineNumber, "a line is 4 to 6 hexadecimal digits, a colon, and 32 or 64 of them");
        }
        try {
            HexFormat.fromHexDigits(line, 0, colon);
            return HexFormat.of().parseHex(line, colon + 1, line.length());
        } catch (IllegalArgumentException e) {
            throw bad(file, lineNumber, "it has signs that are no hexadecimal digits");
        }
    }

    private static IOException bad(Path file, int lineNumber, String expected) {
        return new IOException(file + ", line " + lineNumber + " is no glyph of Unifont's .hex format: " + expected);
    }
}
