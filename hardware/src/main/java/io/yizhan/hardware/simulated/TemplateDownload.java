package io.yizhan.hardware.simulated;

import io.yizhan.hardware.fingerprint.zhiantec.Frame;
import java.io.ByteArrayOutputStream;
import java.util.OptionalInt;

/** A template on its way into a buffer of the simulated module, packet by packet. */
final class TemplateDownload {

    private final int buffer;
    private final ByteArrayOutputStream arrived = new ByteArrayOutputStream();

    TemplateDownload(int buffer) {
        this.buffer = buffer;
    }

    int buffer() {
        return buffer;
    }

    /** Whether that was all: the last packet, or more than any template has. */
    boolean take(Frame packet) {
        arrived.writeBytes(packet.payload());
        return packet.kind() == Frame.Kind.LAST_DATA || arrived.size() > SimulatedTemplate.BYTES;
    }

    /** Whose it is; empty when what came is no template. */
    OptionalInt finger() {
        return SimulatedTemplate.finger(arrived.toByteArray());
    }
}
