package io.yizhan.protocol.vault;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.id.HallId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.StoreId;
import io.yizhan.protocol.journal.Batch;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * One file of a vault: a {@link SegmentHeader} as a line of JSON, then {@link Frame}s. Everybody can follow the
 * numbers and the
 * chain's hashes; the entries are read with the recovery key alone.
 *
 * @param headerLine the header's bytes, without LF: every frame is bound to them
 * @param frames those that are whole
 * @param wholeBytes up to where the file is frames, whole or not; what follows was cut off in the middle of a write
 * @param damaged how many frames have changed since they were written
 */
public record Segment(SegmentHeader header, byte[] headerLine, List<Frame> frames, int wholeBytes, int damaged) {

    /** A longer one is not continued. */
    public static final int BYTES_MAX = 8 * 1024 * 1024;

    /** How files of segments end. */
    public static final String ENDING = ".segment";

    private static final String PURPOSE = "vault-segment";
    private static final byte LF = '\n';
    private static final int HEADER_BYTES_MAX = 4_096;
    private static final int SEALED_BYTES_MAX = Batch.BYTES_MAX + Seal.TAG_BYTES;

    public Segment {
        frames = List.copyOf(frames);
    }

    /** The header of a new one, with its LF. */
    public static byte[] begin(
            HallId hall,
            StoreId store,
            long epoch,
            JournalId journal,
            long from,
            Hash prev,
            RecoveryLock lock,
            Seal seal) {
        byte[] line = Json.write(new SegmentHeader(
                SegmentHeader.FORMAT,
                hall,
                store,
                epoch,
                journal,
                from,
                prev,
                lock.text(),
                Base64.getEncoder().encodeToString(seal.opening())));
        byte[] bytes = Arrays.copyOf(line, line.length + 1);
        bytes[line.length] = LF;
        return bytes;
    }

    /** The key of a new one. */
    public static Seal seal(RecoveryLock lock, SecureRandom random) {
        return Seal.under(lock, PURPOSE, random);
    }

    /** The key of this one. */
    public Seal open(RecoveryKey key) throws WrongKeyException {
        RecoveryLock needed = RecoveryLock.of(header.lock());
        if (!needed.equals(key.lock())) {
            throw new WrongKeyException(
                    "it is sealed under " + needed + ", and the one that was given is " + key.lock(), null);
        }
        return Seal.opened(key, Base64.getDecoder().decode(header.opening()), PURPOSE);
    }

    /** @throws UnreadableException when not even the header is there */
    public static Segment read(byte[] file) throws UnreadableException {
        int end = 0;
        while (end < file.length && end < HEADER_BYTES_MAX && file[end] != LF) {
            end++;
        }
        if (end == file.length || end == HEADER_BYTES_MAX) {
            throw new UnreadableException("its header is cut off");
        }
        byte[] headerLine = Arrays.copyOf(file, end);
        SegmentHeader header = Json.read(headerLine, SegmentHeader.class);
        if (header.format() != SegmentHeader.FORMAT) {
            throw new UnreadableException("it has format " + header.format() + ", this program reads "
                    + SegmentHeader.FORMAT + ": take a newer version of the program");
        }
        return frames(header, headerLine, file);
    }

    private static Segment frames(SegmentHeader header, byte[] headerLine, byte[] file) {
        List<Frame> frames = new ArrayList<>();
        int at = headerLine.length + 1;
        int index = 0;
        int damaged = 0;
        while (at + Frame.HEAD_BYTES + Frame.CRC_BYTES <= file.length) {
            ByteBuffer rest = ByteBuffer.wrap(file, at, file.length - at).slice();
            int sealed = rest.getInt(0);
            long length = (long) Frame.HEAD_BYTES + sealed + Frame.CRC_BYTES;
            if (sealed < Seal.TAG_BYTES || sealed > SEALED_BYTES_MAX || length > rest.limit()) {
                break;
            }
            ByteBuffer bytes = rest.slice(0, (int) length);
            boolean last = at + length == file.length;
            if (Frame.isWhole(bytes)) {
                frames.add(Frame.of(index, bytes));
            } else if (last) {
                break;
            } else {
                damaged++;
            }
            index++;
            at += (int) length;
        }
        return new Segment(header, headerLine, frames, at, damaged);
    }
}
