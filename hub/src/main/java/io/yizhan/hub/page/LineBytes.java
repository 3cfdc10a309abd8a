package io.yizhan.hub.page;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A line's bytes for a person to look at: what is no text, or would change how the text around it looks, stands as its
 * number.
 */
final class LineBytes {

    private LineBytes() {}

    static String shown(byte[] line) {
        try {
            StringBuilder shown = new StringBuilder();
            StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .codePoints()
                    .forEach(sign -> {
                        if (isPlain(sign)) {
                            shown.appendCodePoint(sign);
                        } else {
                            shown.append("\\u{")
                                    .append(Integer.toHexString(sign))
                                    .append('}');
                        }
                    });
            return shown.toString();
        } catch (CharacterCodingException noText) {
            return "0x" + HexFormat.of().formatHex(line);
        }
    }

    private static boolean isPlain(int sign) {
        return switch (Character.getType(sign)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
