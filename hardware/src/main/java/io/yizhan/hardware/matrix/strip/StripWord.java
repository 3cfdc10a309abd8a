package io.yizhan.hardware.matrix.strip;

/** What a strip can be told. */
public enum StripWord {
    HELLO(0x01),
    SHOW(0x02),
    BRIGHTNESS(0x03);

    private final int code;

    StripWord(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
