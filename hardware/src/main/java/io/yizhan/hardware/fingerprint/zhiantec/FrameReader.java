package io.yizhan.hardware.fingerprint.zhiantec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Finds frames in a stream of bytes, however the wire cut it up.
 *
 * <p>Bytes before {@code EF01} are skipped. After a frame that is broken the search goes on behind its header only,
 * because a length that was garbled would otherwise swallow the good frame that follows. What waits is never more
 * than one frame.
 */
public final class FrameReader {

    private static final int FRAME_BYTES_MAX = Frame.PAYLOAD_OFFSET + Frame.PAYLOAD_BYTES_MAX + Frame.SUM_BYTES;
    private static final int HEADER_BYTES = 2;

    private byte[] waiting = new byte[0];
    private int skipped;

    /** What was found in the stream. */
    public sealed interface Found {

        /** A frame whose checksum is right. */
        record Whole(Frame frame) implements Found {}

        /** Something that began like a frame. */
        record Broken(Flaw flaw, String description) implements Found {}
    }

    /** What is wrong with a broken frame. */
    public enum Flaw {
        CHECKSUM,
        KIND,
        LENGTH,
        INCOMPLETE
    }

    /** Takes the next bytes of the stream and gives what they complete, in the stream's order. */
    public List<Found> read(byte[] bytes, int offset, int length) {
        List<Found> found = new ArrayList<>();
        for (int taken = 0; taken < length; taken += FRAME_BYTES_MAX) {
            int slice = Math.min(FRAME_BYTES_MAX, length - taken);
            int before = waiting.length;
            waiting = Arrays.copyOf(waiting, before + slice);
            System.arraycopy(bytes, offset + taken, waiting, before, slice);
            scan(found);
        }
        return found;
    }

    /** Says that no more bytes will come for what was begun; it may have hidden whole frames. */
    public List<Found> giveUp() {
        List<Found> found = new ArrayList<>();
        while (inFrame()) {
            found.add(new Found.Broken(
                    Flaw.INCOMPLETE, "an incomplete frame of " + waiting.length + " bytes: " + hexOfStart()));
            skip(HEADER_BYTES);
            scan(found);
        }
        return found;
    }

    /** Whether a frame has begun and not ended. */
    public boolean inFrame() {
        return waiting.length > 0;
    }

    /** Bytes so far that belonged to no frame. */
    public int skippedBytes() {
        return skipped;
    }

    private void scan(List<Found> found) {
        while (true) {
            skip(untilHeader());
            if (waiting.length < Frame.PAYLOAD_OFFSET) {
                return;
            }
            Optional<Frame.Kind> kind = Frame.kind(waiting[6]);
            int length = Frame.number(waiting, 7, 2);
            int payloadLength = length - Frame.SUM_BYTES;
            if (kind.isEmpty()) {
                broken(found, Flaw.KIND, "a frame of unknown kind: " + hexOfStart());
            } else if (payloadLength < 1 || payloadLength > Frame.PAYLOAD_BYTES_MAX) {
                broken(found, Flaw.LENGTH, "a frame of impossible length " + length + ": " + hexOfStart());
            } else if (waiting.length < Frame.PAYLOAD_OFFSET + length) {
                return;
            } else {
                complete(found, kind.get(), payloadLength);
            }
        }
    }

    private void complete(List<Found> found, Frame.Kind kind, int payloadLength) {
        int end = Frame.PAYLOAD_OFFSET + payloadLength;
        int said = Frame.number(waiting, end, Frame.SUM_BYTES);
        int reckoned = Frame.sum(waiting, payloadLength);
        if (said != reckoned) {
            broken(found, Flaw.CHECKSUM, "wrong checksum %04x, its bytes add up to %04x".formatted(said, reckoned));
            return;
        }
        byte[] payload = Arrays.copyOfRange(waiting, Frame.PAYLOAD_OFFSET, end);
        found.add(new Found.Whole(new Frame(Frame.number(waiting, 2, 4), kind, payload)));
        waiting = Arrays.copyOfRange(waiting, end + Frame.SUM_BYTES, waiting.length);
    }

    private void broken(List<Found> found, Flaw flaw, String description) {
        found.add(new Found.Broken(flaw, description));
        skip(HEADER_BYTES);
    }

    /** How many bytes stand before the next header; a lone first half of it at the end waits. */
    private int untilHeader() {
        for (int i = 0; i < waiting.length; i++) {
            boolean first = waiting[i] == (byte) (Frame.HEADER >> 8);
            if (first && (i + 1 == waiting.length || waiting[i + 1] == (byte) Frame.HEADER)) {
                return i;
            }
        }
        return waiting.length;
    }

    private void skip(int count) {
        int dropped = Math.min(count, waiting.length);
        skipped += dropped;
        waiting = Arrays.copyOfRange(waiting, dropped, waiting.length);
    }

    /** Only what stands before the payload: that may be a template. */
    private String hexOfStart() {
        return HexFormat.of().formatHex(waiting, 0, Math.min(waiting.length, Frame.PAYLOAD_OFFSET));
    }
}
