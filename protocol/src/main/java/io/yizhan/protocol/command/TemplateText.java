package io.yizhan.protocol.command;

import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A finger's template as it stands in a message: base64 with padding, of 1 to {@value #BYTES_MAX} bytes in the sensor's
 * own format. The R503 and the modules of its family send two character files of 768 bytes, older ones 512 bytes.
 */
public final class TemplateText {

    /** The longest template of the sensors that are driven. */
    public static final int BYTES_MAX = 1_536;

    /** What that comes to in base64: far below what a request or a command may have. */
    public static final int CHARACTERS_MAX = 2_048;

    /** With its padding, as the schemas have it too. */
    private static final Pattern BASE64 =
            Pattern.compile("(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?");

    private TemplateText() {}

    /** @throws IllegalArgumentException for more than {@value #BYTES_MAX} bytes, or for none */
    public static String of(byte[] template) {
        if (template.length < 1 || template.length > BYTES_MAX) {
            throw new IllegalArgumentException(
                    "a template has 1 to " + BYTES_MAX + " bytes, this one has " + template.length);
        }
        return Base64.getEncoder().encodeToString(template);
    }

    /** @throws IllegalArgumentException when it is no such text */
    public static byte[] bytes(String text) {
        if (text.isEmpty() || text.length() > CHARACTERS_MAX) {
            throw new IllegalArgumentException(
                    "a template has 1 to " + CHARACTERS_MAX + " characters of base64, this one has " + text.length());
        }
        if (!BASE64.matcher(text).matches()) {
            throw new IllegalArgumentException("a template is base64 with its padding, and this one is not");
        }
        return Base64.getDecoder().decode(text);
    }

    /** Nothing of the text is in the message of the refusal. */
    static void check(String text) {
        bytes(text);
    }
}
