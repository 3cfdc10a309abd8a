package bench;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A thread that does nothing but wake up each millisecond, and remembers how late it was at worst. */
final class Heartbeat implements AutoCloseable {

    private static final long BEAT_NS = 1_000_000;

    private final AtomicLong worstNs = new AtomicLong();
    private final Thread thread;
    private volatile boolean ended;

    private Heartbeat(Thread.Builder threads) {
        thread = threads.start(this::beat);
    }

    /** Of a station's loop: what stops every thread stops it. */
    static Heartbeat platform() {
        return new Heartbeat(Thread.ofPlatform().daemon().name("heartbeat"));
    }

    /** Of network and pages: a virtual thread that blocks in native code stops it, too. */
    static Heartbeat virtual() {
        return new Heartbeat(Thread.ofVirtual().name("heartbeat"));
    }

    private void beat() {
        long before = System.nanoTime();
        while (!ended) {
            LockSupport.parkNanos(BEAT_NS);
            long now = System.nanoTime();
            long late = now - before - BEAT_NS;
            worstNs.accumulateAndGet(late, Math::max);
            before = now;
        }
    }

    /** How late since the last time this was asked. */
    double worstMs() {
        return worstNs.getAndSet(0) / 1e6;
    }

    @Override
    public void close() {
        ended = true;
    }
}
