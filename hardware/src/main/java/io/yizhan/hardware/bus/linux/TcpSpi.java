package io.yizhan.hardware.bus.linux;

import io.yizhan.hardware.bus.ByteLink;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.LinkException.Kind;
import io.yizhan.hardware.bus.SpiLink;
import java.time.Duration;

/**
 * SPI frames over TCP, to a simulated chain: SPI has no pseudo device that both ends could open. For each frame goes
 *
 * <pre>
 *   length 2, high byte first | the bytes between the fall of chip select and its rise
 * </pre>
 *
 * and comes one byte: 06 taken, 15 refused since it does not fit the chain.
 */
public final class TcpSpi implements SpiLink {

    /** Longest frame that can be said. */
    public static final int FRAME_BYTES_MAX = 65_535;

    public static final byte TAKEN = 0x06;
    public static final byte REFUSED = 0x15;

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(1);

    private final ByteLink link;

    /** @param link owned by this */
    public TcpSpi(ByteLink link) {
        this.link = link;
    }

    @Override
    public String name() {
        return link.name();
    }

    @Override
    public void write(byte[] frame) throws LinkException {
        if (frame.length > FRAME_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "a frame of " + frame.length + " bytes is over " + FRAME_BYTES_MAX + ": fewer modules in a chain");
        }
        byte[] sent = new byte[2 + frame.length];
        sent[0] = (byte) (frame.length >> 8);
        sent[1] = (byte) frame.length;
        System.arraycopy(frame, 0, sent, 2, frame.length);
        link.write(sent);
        byte[] answer = new byte[1];
        if (link.read(answer, 0, 1, ANSWER_WITHIN) == 0) {
            throw new LinkException(
                    Kind.SILENT,
                    name() + " took a frame and did not answer within " + ANSWER_WITHIN.toMillis()
                            + " ms: is it scripts/simulate matrix?");
        }
        if (answer[0] != TAKEN) {
            throw new LinkException(
                    Kind.GARBLED,
                    name() + " refused a frame of " + frame.length + " bytes (it answered " + answer[0]
                            + "): set as many modules as hang there");
        }
    }

    @Override
    public void close() {
        link.close();
    }
}
