package io.yizhan.hardware.fingerprint.zhiantec;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One packet of the ZhianTec protocol, big-endian: {@code EF01 | address 4 | kind 1 | length 2 | payload | sum 2}.
 *
 * <p>The length counts payload and sum. The sum is kind + both length bytes + payload, modulo 65536: it covers
 * neither header nor address, so a reader compares the address itself. Source: R503 and ZFM-20 user manuals, "Data
 * package format".
 */
public final class Frame {

    public static final int BROADCAST_ADDRESS = 0xFFFFFFFF;

    /** The largest packet size that SetSysPara offers is 256 bytes. */
    public static final int PAYLOAD_BYTES_MAX = 256;

    static final int HEADER = 0xEF01;
    static final int SUM_BYTES = 2;
    static final int PAYLOAD_OFFSET = 9;

    private final int address;
    private final Kind kind;
    private final byte[] payload;

    public Frame(int address, Kind kind, byte[] payload) {
        if (payload.length == 0 || payload.length > PAYLOAD_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "payload of " + payload.length + " bytes; a frame carries 1 to " + PAYLOAD_BYTES_MAX);
        }
        this.address = address;
        this.kind = Objects.requireNonNull(kind, "kind");
        this.payload = payload.clone();
    }

    /** What a packet is, by its identifier. */
    public enum Kind {
        COMMAND(0x01),
        DATA(0x02),
        ACK(0x07),
        LAST_DATA(0x08);

        private final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    public static Frame of(Kind kind, byte... payload) {
        return new Frame(BROADCAST_ADDRESS, kind, payload);
    }

    public int address() {
        return address;
    }

    public Kind kind() {
        return kind;
    }

    public byte[] payload() {
        return payload.clone();
    }

    public byte[] bytes() {
        int length = payload.length + SUM_BYTES;
        byte[] bytes = new byte[PAYLOAD_OFFSET + length];
        put(bytes, 0, HEADER, 2);
        put(bytes, 2, address, 4);
        bytes[6] = (byte) kind.code;
        put(bytes, 7, length, 2);
        System.arraycopy(payload, 0, bytes, PAYLOAD_OFFSET, payload.length);
        put(bytes, PAYLOAD_OFFSET + payload.length, sum(bytes, payload.length), 2);
        return bytes;
    }

    /**
     * Data packets of at most {@code packetBytes}, the last one of its own kind.
     *
     * @param data 1 byte or more
     */
    public static List<Frame> data(byte[] data, int packetBytes) {
        List<Frame> frames = new ArrayList<>();
        for (int at = 0; at < data.length; at += packetBytes) {
            int end = Math.min(data.length, at + packetBytes);
            Kind kind = end == data.length ? Kind.LAST_DATA : Kind.DATA;
            frames.add(of(kind, Arrays.copyOfRange(data, at, end)));
        }
        return frames;
    }

    /** The payloads of these, one after another. */
    static byte[] joined(List<Frame> frames) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        frames.forEach(frame -> joined.writeBytes(frame.payload));
        return joined.toByteArray();
    }

    /** The sum of the frame at the start of these bytes: from its kind to the end of its payload. */
    static int sum(byte[] frame, int payloadLength) {
        int sum = 0;
        for (int i = 6; i < PAYLOAD_OFFSET + payloadLength; i++) {
            sum += frame[i] & 0xFF;
        }
        return sum & 0xFFFF;
    }

    /** An unsigned number of {@code width} bytes. */
    static int number(byte[] bytes, int offset, int width) {
        int number = 0;
        for (int i = 0; i < width; i++) {
            number = (number << 8) | (bytes[offset + i] & 0xFF);
        }
        return number;
    }

    static void put(byte[] bytes, int offset, int number, int width) {
        for (int i = 0; i < width; i++) {
            bytes[offset + i] = (byte) (number >>> (8 * (width - 1 - i)));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Frame frame
                && address == frame.address
                && kind == frame.kind
                && Arrays.equals(payload, frame.payload);
    }

    @Override
    public int hashCode() {
        return Objects.hash(address, kind, Arrays.hashCode(payload));
    }

    /** Kind and size only: a payload may be a template or a password, and this ends in logs. */
    @Override
    public String toString() {
        return kind + " to " + HexFormat.of().toHexDigits(address) + ", " + payload.length + " bytes";
    }

    static Optional<Kind> kind(byte code) {
        return Arrays.stream(Kind.values()).filter(kind -> kind.code == code).findFirst();
    }
}
