package io.yizhan.hardware.fingerprint.zhiantec;

import java.util.Arrays;
import java.util.Optional;

/** The first byte of an answer. Source: R503 user manual, "Confirmation code"; {@link #ECHOED} as {@link Instruction#ECHO}. */
public enum Confirmation {
    OK(0x00, "done"),
    RECEIVE_ERROR(0x01, "it received the command garbled"),
    NO_FINGER(0x02, "no finger"),
    NOT_CAPTURED(0x03, "no image could be taken"),
    MESSY(0x06, "the image is messy"),
    TOO_FEW_FEATURES(0x07, "the image has too few features"),
    NO_MATCH(0x08, "the fingers differ"),
    NOT_FOUND(0x09, "not in the library"),
    NOT_MERGED(0x0A, "the touches could not be merged"),
    POSITION_OUT_OF_RANGE(0x0B, "the position is outside the library"),
    BAD_TEMPLATE(0x0C, "the template could not be read"),
    UPLOAD_FAILED(0x0D, "the template could not be sent"),
    DATA_REFUSED(0x0E, "it cannot take data now"),
    IMAGE_UPLOAD_FAILED(0x0F, "the image could not be sent"),
    NOT_DELETED(0x10, "the template could not be deleted"),
    NOT_EMPTIED(0x11, "the library could not be emptied"),
    WRONG_PASSWORD(0x13, "wrong password"),
    NO_IMAGE(0x15, "there is no usable image"),
    FLASH_ERROR(0x18, "its flash failed"),
    UNDEFINED_ERROR(0x19, "an error without a name"),
    BAD_REGISTER(0x1A, "no such register"),
    LIBRARY_FULL(0x1F, "the library is full"),
    WRONG_ADDRESS(0x20, "wrong address"),
    PASSWORD_NEEDED(0x21, "the password must be verified first"),
    EMPTY_TEMPLATE(0x22, "the template is empty"),
    EMPTY_LIBRARY(0x24, "the library is empty"),
    TIMED_OUT(0x26, "it waited too long"),
    DUPLICATE(0x27, "the finger is in the library already"),
    SENSOR_ERROR(0x29, "its sensor failed"),
    ECHOED(0x55, "it is there"),
    UNSUPPORTED(0xFC, "it does not know the command"),
    HARDWARE_ERROR(0xFD, "its hardware failed"),
    FAILED(0xFE, "the command failed");

    private final int code;
    private final String meaning;

    Confirmation(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public static Optional<Confirmation> of(int code) {
        return Arrays.stream(values())
                .filter(confirmation -> confirmation.code == code)
                .findFirst();
    }

    public byte code() {
        return (byte) code;
    }

    /** For messages: "its flash failed (confirmation 18)". */
    @Override
    public String toString() {
        return meaning + " (confirmation %02x)".formatted(code);
    }
}
