package io.yizhan.protocol.id;

import java.util.HexFormat;

/** A SHA-256, 64 lower-case hex digits. */
public record Hash(String text) implements Id {

    private static final IdRule RULE = IdRule.hex("hash", 64);

    public Hash {
        RULE.check(text);
    }

    /** @param bytes 32 of them */
    public static Hash of(byte[] bytes) {
        return new Hash(HexFormat.of().formatHex(bytes));
    }

    /** Its 32 bytes. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
