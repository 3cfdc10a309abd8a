package io.yizhan.protocol.journal;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.UnreadableException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A header and the lines that follow it; without lines it is a hello. */
public record Batch(Header header, List<byte[]> lines) {

    /** Entries in a batch, its header not counted. */
    public static final int ENTRIES_MAX = 256;

    /** Bytes of a batch. */
    public static final int BYTES_MAX = 64 * 1024;

    /** Batches that a terminal may have on their way. */
    public static final int UNACKNOWLEDGED_MAX = 4;

    private static final byte LF = '\n';

    public Batch {
        lines = List.copyOf(lines);
        if (lines.size() > ENTRIES_MAX) {
            throw new IllegalArgumentException(lines.size() + " entries, more than " + ENTRIES_MAX);
        }
        if (header.last() < header.from() + lines.size() - 1) {
            throw new IllegalArgumentException("last %d is below the batch's end, %d entries from %d"
                    .formatted(header.last(), lines.size(), header.from()));
        }
    }

    public boolean isHello() {
        return lines.isEmpty();
    }

    /** The number of the last entry; one less than the header's from for a hello. */
    public long through() {
        return header.from() + lines.size() - 1;
    }

    public byte[] write() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(Json.write(header));
        bytes.write(LF);
        for (byte[] line : lines) {
            bytes.writeBytes(line);
            bytes.write(LF);
        }
        return bytes.toByteArray();
    }

    /**
     * @throws UnreadableException what PROTOCOL calls refused: no header, too many entries or bytes, a tail without LF
     */
    public static Batch read(byte[] payload) throws UnreadableException {
        if (payload.length > BYTES_MAX) {
            throw new UnreadableException("the batch has " + payload.length + " bytes, more than " + BYTES_MAX);
        }
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < payload.length; i++) {
            if (payload[i] == LF) {
                lines.add(Arrays.copyOfRange(payload, start, i));
                start = i + 1;
            }
        }
        if (start != payload.length) {
            throw new UnreadableException((payload.length - start) + " bytes stand after the last LF");
        }
        if (lines.isEmpty()) {
            throw new UnreadableException("the batch is empty: it has no header");
        }
        Header header = Json.read(lines.getFirst(), Header.class);
        try {
            return new Batch(header, lines.subList(1, lines.size()));
        } catch (IllegalArgumentException e) {
            throw new UnreadableException(String.valueOf(e.getMessage()), e);
        }
    }
}
