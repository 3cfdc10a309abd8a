package io.yizhan.terminal.vault;

import io.yizhan.protocol.id.HallId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.StoreId;
import io.yizhan.protocol.vault.Frame;
import io.yizhan.protocol.vault.RecoveryLock;
import io.yizhan.protocol.vault.Seal;
import io.yizhan.protocol.vault.Segment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A segment that is being written; its key dies with this process, which therefore never continues another's. */
final class SegmentFile implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentFile.class);

    private final FileChannel channel;
    private final byte[] headerLine;
    private final Seal seal;
    private long length;
    private int index;

    private SegmentFile(FileChannel channel, byte[] headerLine, Seal seal, long length) {
        this.channel = channel;
        this.headerLine = headerLine;
        this.seal = seal;
        this.length = length;
    }

    /** What every segment of a journal is made with. */
    record Making(HallId hall, StoreId store, RecoveryLock lock, SecureRandom random) {}

    /** Begins one; its name is on the disk when this returns. */
    static SegmentFile begin(Path file, Making making, long epoch, JournalId journal, long from, Hash prev)
            throws IOException {
        Seal seal = Segment.seal(making.lock, making.random);
        byte[] header = Segment.begin(making.hall, making.store, epoch, journal, from, prev, making.lock, seal);
        FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OwnerOnly.file());
        try {
            writeAll(channel, header);
            channel.force(true);
            sync(file.resolveSibling(""));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return new SegmentFile(channel, Arrays.copyOf(header, header.length - 1), seal, header.length);
    }

    /** Appends and fsyncs; when it fails, the file ends where it did before, or is not to be continued. */
    void append(long from, List<byte[]> lines, Hash prev, Hash hash) throws IOException {
        byte[] frame = Frame.write(seal, headerLine, index, from, lines, prev, hash);
        index++; // also when it fails: a nonce is used once
        writeAll(channel, frame);
        channel.force(false);
        length += frame.length;
    }

    boolean isFull() {
        return length >= Segment.BYTES_MAX;
    }

    /** Ends it after a failed append, without what that may have left. */
    void abandon() {
        try {
            channel.truncate(length);
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("a part of a segment was not taken back; the next start ignores it");
        }
        close();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("a segment was not closed");
        }
    }

    static void sync(Path folder) throws IOException {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private static void writeAll(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            channel.write(left);
        }
    }
}
