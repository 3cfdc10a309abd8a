package bench;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A thread that makes two raw commits some 15 times a second: what the disk alone makes everybody wait at that moment. */
final class DiskBeat implements AutoCloseable {

    private static final long PAUSE_NS = 50_000_000;

    private final List<Double> tookMs = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong worstNs = new AtomicLong();
    private final RawCommits raw;
    private final Thread thread;
    private volatile boolean ended;

    DiskBeat(Path file) throws SQLException {
        raw = new RawCommits(file);
        thread = Thread.ofPlatform().daemon().name("disk beat").start(this::beat);
    }

    private void beat() {
        try {
            while (!ended) {
                long began = System.nanoTime();
                raw.once();
                raw.once();
                long took = System.nanoTime() - began;
                tookMs.add(took / 1e6);
                worstNs.accumulateAndGet(took, Math::max);
                LockSupport.parkNanos(PAUSE_NS);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the disk could not be measured", e);
        }
    }

    /** The longest two commits since the last time this was asked. */
    double worstMs() {
        return worstNs.getAndSet(0) / 1e6;
    }

    /** What each two commits took. */
    List<Double> tookMs() {
        return List.copyOf(tookMs);
    }

    @Override
    public void close() throws Exception {
        ended = true;
        thread.join();
        raw.close();
    }
}
