package io.yizhan.hardware.simulated;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Commands that a printer has received and not carried out yet. What stands in it when the paper ends comes out after
 * the new roll, unless it is cleared. Full, it takes nothing more, and so the wire stands still. Thread-safe.
 */
final class PrintBuffer {

    static final int BYTES_MAX = 65_536;

    /**
     * A command and its bytes.
     *
     * @param number tells two of the same apart
     */
    record Waiting(long number, PrintCommand command, Bytes raw) {}

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int bytes;
    private long count;

    /** Waits until there is room. A command that is larger than the whole buffer finds it in an empty one. */
    synchronized void put(PrintCommand command, byte[] raw) throws InterruptedException {
        while (bytes > 0 && bytes + raw.length > BYTES_MAX) {
            wait();
        }
        waiting.add(new Waiting(count++, command, new Bytes(raw)));
        bytes += raw.length;
        notifyAll();
    }

    /** The oldest, which stays. */
    synchronized Waiting awaitFirst() throws InterruptedException {
        while (waiting.isEmpty()) {
            wait();
        }
        return waiting.element();
    }

    /** Takes the oldest out; false when it is gone already. */
    synchronized boolean remove(Waiting first) {
        if (!first.equals(waiting.peek())) {
            return false;
        }
        waiting.remove();
        bytes -= first.raw().length();
        notifyAll();
        return true;
    }

    synchronized void clear() {
        waiting.clear();
        bytes = 0;
        notifyAll();
    }
}
