package io.yizhan.protocol.vault;

import io.yizhan.protocol.id.Hash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * One append to a segment: the lines of a batch, sealed, behind what the vault itself must know of them.
 *
 * <pre>
 *   length of sealed, 4 bytes │ from, 8 │ count, 4 │ hash(from − 1), 32 │ hash(from + count − 1), 32
 *   │ sealed │ CRC-32C of all before, 4
 * </pre>
 *
 * @param index its place in the segment, from 0: the nonce
 * @param head the bytes before the sealed ones
 */
public record Frame(int index, long from, int count, Hash prev, Hash hash, byte[] head, byte[] sealed) {

    static final int HEAD_BYTES = 4 + 8 + 4 + 32 + 32;
    static final int CRC_BYTES = 4;
    private static final int HASH_BYTES = 32;
    private static final byte LF = '\n';

    /** The number of its last entry. */
    public long through() {
        return from + count - 1;
    }

    /** The bytes of a new one. */
    public static byte[] write(
            Seal seal, byte[] header, int index, long from, List<byte[]> lines, Hash prev, Hash hash) {
        int length = lines.stream().mapToInt(line -> line.length + 1).sum();
        ByteBuffer plain = ByteBuffer.allocate(length);
        lines.forEach(line -> plain.put(line).put(LF));
        byte[] head = ByteBuffer.allocate(HEAD_BYTES)
                .putInt(length + Seal.TAG_BYTES)
                .putLong(from)
                .putInt(lines.size())
                .put(prev.bytes())
                .put(hash.bytes())
                .array();
        byte[] sealed = seal.close(index, beside(header, head), plain.array());
        ByteBuffer bytes = ByteBuffer.allocate(head.length + sealed.length + CRC_BYTES)
                .put(head)
                .put(sealed);
        CRC32C crc = new CRC32C();
        crc.update(bytes.array(), 0, bytes.position());
        return bytes.putInt((int) crc.getValue()).array();
    }

    /** The frame in these bytes, which have the length that it says; whether it is whole, tells the checksum. */
    static Frame of(int index, ByteBuffer bytes) {
        byte[] head = new byte[HEAD_BYTES];
        bytes.get(0, head);
        byte[] prev = new byte[HASH_BYTES];
        bytes.get(HEAD_BYTES - 2 * HASH_BYTES, prev);
        byte[] hash = new byte[HASH_BYTES];
        bytes.get(HEAD_BYTES - HASH_BYTES, hash);
        byte[] sealed = new byte[bytes.limit() - HEAD_BYTES - CRC_BYTES];
        bytes.get(HEAD_BYTES, sealed);
        return new Frame(index, bytes.getLong(4), bytes.getInt(12), Hash.of(prev), Hash.of(hash), head, sealed);
    }

    static boolean isWhole(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(0, bytes.limit() - CRC_BYTES));
        return (int) crc.getValue() == bytes.getInt(bytes.limit() - CRC_BYTES);
    }

    /** The lines in it, without their LFs. */
    public List<byte[]> lines(Seal seal, byte[] header) throws WrongKeyException {
        byte[] plain = seal.open(index, beside(header, head), sealed);
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < plain.length; i++) {
            if (plain[i] == LF) {
                lines.add(Arrays.copyOfRange(plain, start, i));
                start = i + 1;
            }
        }
        return lines;
    }

    private static byte[] beside(byte[] header, byte[] head) {
        return ByteBuffer.allocate(header.length + head.length)
                .put(header)
                .put(head)
                .array();
    }
}
