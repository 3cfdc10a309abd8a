package io.yizhan.hardware.matrix.strip;

/** How a strip answers: the first byte of an answer. */
public enum StripStatus {
    DONE(0x00),
    UNKNOWN_WORD(0x01),
    NO_SUCH_LINE(0x02),
    UNREADABLE_PAYLOAD(0x03);

    private final int code;

    StripStatus(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
