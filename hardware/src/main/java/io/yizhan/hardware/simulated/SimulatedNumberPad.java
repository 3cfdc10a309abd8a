package io.yizhan.hardware.simulated;

import io.yizhan.hardware.keys.evdev.PadKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * A USB number pad as the kernel's input layer shows one: each press and each release is three events of 24 bytes, the
 * scan code, the key, the report. Thread-safe.
 *
 * <p>It stands behind a pseudo terminal, which cannot be grabbed as a real input device can.
 */
public final class SimulatedNumberPad implements AutoCloseable {

    private static final int EVENT_BYTES = 24;
    private static final short TYPE_SYN = 0;
    private static final short TYPE_KEY = 1;
    private static final short TYPE_MSC = 4;
    private static final short SCAN = 4;
    private static final int USB_KEYPAD_PAGE = 0x70000;
    private static final short SYN_REPORT = 0;
    private static final short SYN_DROPPED = 3;
    private static final int REPEATED = 2;

    private final Pty pty;

    private SimulatedNumberPad(Pty pty) {
        this.pty = pty;
    }

    /** At whatever path the system gives. */
    public static SimulatedNumberPad open() throws IOException {
        return new SimulatedNumberPad(Pty.open(null));
    }

    /** What a driver opens. */
    public Path path() {
        return pty.device();
    }

    /** Presses and lets go. */
    public void press(String key) throws IOException {
        down(key);
        up(key);
    }

    /** A finger goes down. */
    public void down(String key) throws IOException {
        moved(key, 1);
    }

    /** A finger goes up. */
    public void up(String key) throws IOException {
        moved(key, 0);
    }

    /** The kernel repeats a key that is held. */
    public void repeat(String key) throws IOException {
        moved(key, REPEATED);
    }

    /** The kernel's buffer ran over: what came before the next report is not whole. */
    public synchronized void dropped() throws IOException {
        pty.write(event(TYPE_SYN, SYN_DROPPED, 0));
    }

    /** These bytes, whatever they mean. */
    public synchronized void send(byte[] bytes) throws IOException {
        pty.write(bytes);
    }

    /** Pulls the plug. */
    @Override
    public synchronized void close() {
        try {
            pty.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void moved(String key, int value) throws IOException {
        short code = (short) PadKeys.code(key);
        ByteBuffer all = ByteBuffer.allocate(3 * EVENT_BYTES);
        all.put(event(TYPE_MSC, SCAN, USB_KEYPAD_PAGE + code));
        all.put(event(TYPE_KEY, code, value));
        all.put(event(TYPE_SYN, SYN_REPORT, 0));
        pty.write(all.array());
    }

    private static byte[] event(short type, short code, int value) {
        return ByteBuffer.allocate(EVENT_BYTES)
                .order(ByteOrder.nativeOrder())
                .putLong(0) // seconds
                .putLong(0) // microseconds
                .putShort(type)
                .putShort(code)
                .putInt(value)
                .array();
    }
}
