package io.yizhan.hardware.fingerprint.zhiantec;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * The commands of the R503's and the ZFM-20's manuals, as they number them; and {@link #ECHO}, which stands in neither:
 * public drivers for AS608 modules and Adafruit's ask it first and take 55 for a module that is well.
 *
 * <p>AutoEnroll (31) and AutoIdentify (32) are left out: the widths of their parameters differ from family to family.
 * So is 3C (ProdInfo), which means something else on another family's chips; so does 35 (AuraLed), which is why a ring
 * light is never looked for, only used where the settings name one.
 */
public enum Instruction {
    GET_IMAGE(0x01, 1, 1_000),
    EXTRACT_FEATURES(0x02, 1, 1_500),
    MATCH(0x03, 3, 1_500),
    SEARCH(0x04, 5, 2_000),
    MERGE(0x05, 1, 1_500),
    STORE(0x06, 1, 1_500),
    LOAD(0x07, 1, 1_500),
    UPLOAD(0x08, 1, 1_000),
    DOWNLOAD(0x09, 1, 1_000),
    DELETE(0x0C, 1, 1_500),
    EMPTY(0x0D, 1, 3_000),
    SET_PARAMETER(0x0E, 1, 1_000),
    READ_PARAMETERS(0x0F, 17, 1_000),
    SET_PASSWORD(0x12, 1, 1_000),
    VERIFY_PASSWORD(0x13, 1, 1_000),
    RANDOM(0x14, 5, 1_000),
    FAST_SEARCH(0x1B, 5, 2_000),
    COUNT_TEMPLATES(0x1D, 3, 1_000),
    READ_INDEX(0x1F, 33, 1_000),
    LIGHT(0x35, 1, 1_000),
    CHECK_SENSOR(0x36, 1, 1_000),
    RESET(0x3D, 1, 1_500),
    HANDSHAKE(0x40, 1, 1_000),
    ECHO(0x53, 1, 1_000);

    private final int code;
    private final int answerBytes;
    private final Duration deadline;

    Instruction(int code, int answerBytes, int deadlineMs) {
        this.code = code;
        this.answerBytes = answerBytes;
        this.deadline = Duration.ofMillis(deadlineMs);
    }

    public static Optional<Instruction> of(int code) {
        return Arrays.stream(values())
                .filter(instruction -> instruction.code == code)
                .findFirst();
    }

    /** The command frame: the code, then the parameters. */
    public Frame frame(byte... parameters) {
        byte[] payload = new byte[1 + parameters.length];
        payload[0] = (byte) code;
        System.arraycopy(parameters, 0, payload, 1, parameters.length);
        return Frame.of(Frame.Kind.COMMAND, payload);
    }

    /** Payload bytes of an answer that says OK, with the confirmation itself. */
    public int answerBytes() {
        return answerBytes;
    }

    /** Whether data packets follow an answer that says OK, up to one that calls itself the last. */
    boolean dataFollows() {
        return this == UPLOAD;
    }

    /** How long an answer may take: at least twice the data sheet's time. */
    Duration deadline() {
        return deadline;
    }
}
