package io.yizhan.hardware.printer.escpos;

import java.nio.charset.Charset;

/**
 * Text as the bytes of GB18030 that a printer's own font can be expected to draw: what GB 18030-2000 made mandatory, that
 * is one and two bytes for a character, and of the four-byte ones the CJK Extension A (㐀, 䶮).
 *
 * <p>What lies outside (𠮷, emoji) and what would be taken for a command (control characters) is printed as 〓, the
 * printers' own sign for "a character is missing here", and so a person can see it; never as {@code ?}.
 */
final class PrintableText {

    static final Charset GB18030 = Charset.forName("GB18030");
    static final int MISSING = '〓';

    private static final int EXTENSION_A_FIRST = 0x3400;
    private static final int EXTENSION_A_LAST = 0x4DB5;

    private PrintableText() {}

    static byte[] bytes(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(sign -> printable.appendCodePoint(isPrintable(sign) ? sign : MISSING));
        return printable.toString().getBytes(GB18030);
    }

    private static boolean isPrintable(int sign) {
        if (sign < 0x80) {
            return sign >= ' ' && sign != 0x7F;
        }
        if (sign >= EXTENSION_A_FIRST && sign <= EXTENSION_A_LAST) {
            return true;
        }
        if (!Character.isBmpCodePoint(sign) || Character.isSurrogate((char) sign)) {
            return false;
        }
        return Character.toString(sign).getBytes(GB18030).length == 2;
    }
}
