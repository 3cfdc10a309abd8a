package io.yizhan.hardware.bus.linux;

import com.fazecast.jSerialComm.SerialPort;
import io.yizhan.hardware.bus.ByteLink;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.LinkException.Kind;
import java.io.IOException;
import java.time.Duration;

/**
 * An open serial line.
 *
 * <p>When the far end goes away the library still calls the port open; only a read of −1 and a write of 0 bytes tell.
 */
final class SerialLink implements ByteLink {

    /** The longest blocking read; termios counts in tenths of a second, so this is also the error of a deadline. */
    static final int READ_SLICE_MS = 100;

    private final String name;
    private final SerialPort port;
    private final TimedWriter writer;

    SerialLink(String name, SerialPort port) {
        this.name = name;
        this.port = port;
        this.writer = new TimedWriter(name, this::writeAll);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int read(byte[] into, int offset, int length, Duration timeout) throws LinkException {
        long deadline = System.nanoTime() + timeout.toNanos();
        do {
            int there = port.bytesAvailable();
            if (there < 0) {
                throw gone();
            }
            if (there > 0 || deadline - System.nanoTime() > 0) {
                int count = port.readBytes(into, there > 0 ? Math.min(there, length) : 1, offset);
                if (count < 0) {
                    throw gone();
                }
                if (count > 0) {
                    return count;
                }
            }
        } while (deadline - System.nanoTime() > 0);
        return 0;
    }

    @Override
    public void write(byte[] bytes) throws LinkException {
        writer.write(bytes);
    }

    @Override
    public void close() {
        writer.close();
        port.closePort();
    }

    private void writeAll(byte[] bytes) throws IOException {
        int written = 0;
        while (written < bytes.length) {
            int count = port.writeBytes(bytes, bytes.length - written, written);
            if (count <= 0) {
                throw new IOException("took " + written + " of " + bytes.length + " bytes");
            }
            written += count;
        }
    }

    private LinkException gone() {
        return new LinkException(
                Kind.CLOSED, name + " went away while it was read; check its cable and power, then it is opened again");
    }
}
