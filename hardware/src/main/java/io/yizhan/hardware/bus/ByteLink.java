package io.yizhan.hardware.bus;

import java.time.Duration;

/**
 * A duplex stream of bytes with deadlines: a serial line, a device file, a TCP connection.
 *
 * <p>One thread reads and one thread writes at a time; these may be different threads.
 */
public interface ByteLink extends AutoCloseable {

    /** Where it leads, for messages: {@code /dev/ttyAMA0}, {@code 127.0.0.1:9100}. */
    String name();

    /**
     * Reads what is there, at least one byte.
     *
     * @return how many bytes were put at {@code offset}, 1 to {@code length}; 0 when nothing came within {@code timeout}
     * @throws LinkException when the far end is gone or the wire broke
     */
    int read(byte[] into, int offset, int length, Duration timeout) throws LinkException;

    /**
     * Writes all of it.
     *
     * @throws LinkException when the far end is gone, the wire broke, or it did not take the bytes in time
     */
    void write(byte[] bytes) throws LinkException;

    @Override
    void close();
}
