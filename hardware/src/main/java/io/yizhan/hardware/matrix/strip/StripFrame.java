package io.yizhan.hardware.matrix.strip;

import java.util.Arrays;

/**
 * A frame as the package says.
 *
 * @param address 0 to 255
 * @param number 0 to 255
 * @param word 0 to 255; an answer's has bit 7 set
 * @param payload at most {@value #PAYLOAD_MAX} bytes
 */
public record StripFrame(int address, int number, int word, byte[] payload) {

    public static final int PAYLOAD_MAX = 200;
    public static final int ANSWER = 0x80;

    static final int START = 0x02;
    static final int HEAD_BYTES = 5;
    static final int CRC_BYTES = 2;

    private static final int POLYNOMIAL = 0x1021;

    public StripFrame {
        if (payload.length > PAYLOAD_MAX) {
            throw new IllegalArgumentException(
                    "a payload of " + payload.length + " bytes is over " + PAYLOAD_MAX + ": shorten the text");
        }
        payload = payload.clone();
    }

    @Override
    public byte[] payload() {
        return payload.clone();
    }

    /** On the wire. */
    public byte[] bytes() {
        byte[] bytes = new byte[HEAD_BYTES + payload.length + CRC_BYTES];
        bytes[0] = START;
        bytes[1] = (byte) address;
        bytes[2] = (byte) number;
        bytes[3] = (byte) word;
        bytes[4] = (byte) payload.length;
        System.arraycopy(payload, 0, bytes, HEAD_BYTES, payload.length);
        int crc = crc(bytes, 1, bytes.length - CRC_BYTES);
        bytes[bytes.length - 2] = (byte) (crc >> 8);
        bytes[bytes.length - 1] = (byte) crc;
        return bytes;
    }

    /** CRC-16/CCITT-FALSE of a part; of the nine digits 123456789 it is 29B1. */
    static int crc(byte[] bytes, int from, int to) {
        int crc = 0xFFFF;
        for (int i = from; i < to; i++) {
            crc ^= (bytes[i] & 0xFF) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) != 0 ? (crc << 1) ^ POLYNOMIAL : crc << 1;
            }
        }
        return crc & 0xFFFF;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StripFrame that
                && address == that.address
                && number == that.number
                && word == that.word
                && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes());
    }
}
