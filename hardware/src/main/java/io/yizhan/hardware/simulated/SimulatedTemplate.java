package io.yizhan.hardware.simulated;

import java.nio.ByteBuffer;
import java.util.OptionalInt;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * A template as the simulated module makes one: 1536 bytes, as the R503's manual says, from which only this simulator
 * reads a finger. {@code "SIMF" | finger 4 | bytes that depend on the finger | CRC-32 4}, big-endian.
 */
final class SimulatedTemplate {

    static final int BYTES = 1_536;

    private static final int MAGIC = 0x53494D46;
    private static final int CRC_OFFSET = BYTES - 4;

    private SimulatedTemplate() {}

    static byte[] of(int finger) {
        byte[] bytes = new byte[BYTES];
        new Random(finger).nextBytes(bytes);
        ByteBuffer template = ByteBuffer.wrap(bytes).putInt(0, MAGIC).putInt(4, finger);
        return template.putInt(CRC_OFFSET, sum(bytes)).array();
    }

    /** Empty for bytes that are no template of this family. */
    static OptionalInt finger(byte[] bytes) {
        if (bytes.length != BYTES) {
            return OptionalInt.empty();
        }
        ByteBuffer template = ByteBuffer.wrap(bytes);
        boolean whole = template.getInt(0) == MAGIC && template.getInt(CRC_OFFSET) == sum(bytes);
        int finger = template.getInt(4);
        return whole && finger >= 0 ? OptionalInt.of(finger) : OptionalInt.empty();
    }

    private static int sum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, CRC_OFFSET);
        return (int) crc.getValue();
    }
}
