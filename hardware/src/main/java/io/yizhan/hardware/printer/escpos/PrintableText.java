package io.yizhan.hardware.printer.escpos;

import java.nio.charset.Charset;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Text that comes out readable, and that fits its paper. The printer's own font is trusted with what GBK has. What came
 * later (㐀, 䶮, 𠮷; 䶮 though it has two bytes now) is drawn by us where a glyph of it is there. Without one the CJK
 * Extension A is left to the printer, for which GB 18030-2000 made it mandatory.
 *
 * <p>What nobody can draw and what would be taken for a command (control characters) is printed as 〓, the printers' own
 * sign for "a character is missing here", so a person can see it; never as {@code ?}.
 */
final class PrintableText {

    static final Charset GB18030 = Charset.forName("GB18030");

    private static final int MISSING = '〓';
    private static final int EXTENSION_A_FIRST = 0x3400;
    private static final int EXTENSION_A_LAST = 0x4DB5;
    private static final int CJK_OF_GBK_LAST = 0x9FA5;
    private static final int CJK_LAST = 0x9FFF;

    private PrintableText() {}

    /**
     * The printable form of a text, broken where Chinese and English may be broken: not inside a word, and with no full
     * stop at the start of a line. A printer breaks wherever its paper ends.
     *
     * @param cells width of the paper: an ASCII character takes one cell, all others two
     * @param glyphs what we can draw
     * @return at least one line, an empty one for an empty text
     */
    static List<String> lines(String text, int cells, RasterText glyphs) {
        String printable = printable(text, glyphs);
        BreakIterator breaks = BreakIterator.getLineInstance(Locale.CHINA);
        breaks.setText(printable);
        List<String> lines = new ArrayList<>();
        int start = 0;
        int end = 0;
        for (int next = breaks.next(); next != BreakIterator.DONE; next = breaks.next()) {
            if (end > start && cellsOf(printable.substring(start, next).stripTrailing()) > cells) {
                lines.add(printable.substring(start, end).stripTrailing());
                start = end;
            }
            end = next;
        }
        lines.add(printable.substring(start));
        return lines;
    }

    /** Whether the line is left to the printer's own font: nothing in it is beyond that and within ours. */
    static boolean isOfPrintersFont(String line, RasterText glyphs) {
        return line.codePoints().allMatch(sign -> isOfPrintersFont(sign) || !glyphs.has(sign));
    }

    private static String printable(String text, RasterText glyphs) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(sign -> printable.appendCodePoint(isPrintable(sign, glyphs) ? sign : MISSING));
        return printable.toString();
    }

    private static boolean isPrintable(int sign, RasterText glyphs) {
        boolean isControl = sign < ' ' || sign == 0x7F;
        return isOfPrintersFont(sign) || isExtensionA(sign) || (!isControl && glyphs.has(sign));
    }

    private static boolean isOfPrintersFont(int sign) {
        if (sign < 0x80) {
            return sign >= ' ' && sign != 0x7F;
        }
        boolean isLateCjk = isExtensionA(sign) || (sign > CJK_OF_GBK_LAST && sign <= CJK_LAST);
        if (!Character.isBmpCodePoint(sign) || Character.isSurrogate((char) sign) || isLateCjk) {
            return false;
        }
        return Character.toString(sign).getBytes(GB18030).length == 2;
    }

    private static boolean isExtensionA(int sign) {
        return sign >= EXTENSION_A_FIRST && sign <= EXTENSION_A_LAST;
    }

    private static int cellsOf(String text) {
        return text.codePoints().map(sign -> sign < 0x80 ? 1 : 2).sum();
    }
}
