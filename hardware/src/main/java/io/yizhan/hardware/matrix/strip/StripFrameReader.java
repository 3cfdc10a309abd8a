package io.yizhan.hardware.matrix.strip;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds frames in what arrives, in any parts and with anything between them. Used by one thread. */
public final class StripFrameReader {

    private byte[] waiting = {};

    /** The frames that are complete with these bytes; what has a wrong CRC or fits no frame is passed over. */
    public List<StripFrame> take(byte[] bytes, int length) {
        byte[] all = Arrays.copyOf(waiting, waiting.length + length);
        System.arraycopy(bytes, 0, all, waiting.length, length);
        List<StripFrame> frames = new ArrayList<>();
        int at = 0;
        while (at < all.length) {
            if (all[at] != StripFrame.START) {
                at++;
                continue;
            }
            if (all.length - at < StripFrame.HEAD_BYTES) {
                break;
            }
            int payload = all[at + 4] & 0xFF;
            int end = at + StripFrame.HEAD_BYTES + payload + StripFrame.CRC_BYTES;
            if (payload > StripFrame.PAYLOAD_MAX) {
                at++;
            } else if (end > all.length) {
                break;
            } else if (StripFrame.crc(all, at + 1, end - StripFrame.CRC_BYTES) != crcAt(all, end)) {
                at++;
            } else {
                frames.add(new StripFrame(
                        all[at + 1] & 0xFF,
                        all[at + 2] & 0xFF,
                        all[at + 3] & 0xFF,
                        Arrays.copyOfRange(all, at + StripFrame.HEAD_BYTES, at + StripFrame.HEAD_BYTES + payload)));
                at = end;
            }
        }
        waiting = Arrays.copyOfRange(all, at, all.length);
        return frames;
    }

    /** Forgets a frame that is not complete. */
    public void forget() {
        waiting = new byte[0];
    }

    private static int crcAt(byte[] all, int end) {
        return (all[end - 2] & 0xFF) << 8 | (all[end - 1] & 0xFF);
    }
}
