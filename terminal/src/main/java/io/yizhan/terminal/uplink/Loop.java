package io.yizhan.terminal.uplink;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that does one thing after another, and between them what is due. */
final class Loop {

    /** Messages that wait for the thread; the next one is not taken. */
    static final int WAITING_MAX = 1_000;

    private static final long SLEEP_MAX_MS = 60_000;
    private static final long PAUSE_AFTER_BUG_MS = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    private final AtomicBoolean awake = new AtomicBoolean();
    private final LongSupplier upMs;
    private final LongSupplier due;
    private final Runnable bug;
    private final Thread thread;
    private volatile boolean ending;
    private volatile long turnedMs;

    /**
     * @param upMs uptime, ms
     * @param due does what is due, and says at which uptime it wants to be called again
     * @param bug called after an exception that should not have been
     */
    Loop(String name, LongSupplier upMs, LongSupplier due, Runnable bug) {
        this.upMs = upMs;
        this.due = due;
        this.bug = bug;
        // The journal blocks in native code, so a virtual thread would hold up others.
        this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
    }

    void start() {
        turnedMs = upMs.getAsLong();
        thread.start();
    }

    /** For what must not be lost, and comes seldom; from any thread, never waits. */
    void enqueue(Runnable thing) {
        waiting.add(thing);
    }

    /**
     * For what others send; from any thread, never waits.
     *
     * @return false when too much waits already, and this was not taken
     */
    boolean offer(Runnable thing) {
        return waiting.size() < WAITING_MAX && waiting.add(thing);
    }

    /** Looks at what is due soon; from any thread, however often. */
    void wake() {
        if (awake.compareAndSet(false, true)) {
            waiting.add(() -> awake.set(false));
        }
    }

    /** The uptime at which it last had nothing left to do. */
    long turnedMs() {
        return turnedMs;
    }

    /** Ends when everything that waits is done; waits for that. */
    void end() throws InterruptedException {
        ending = true;
        wake();
        if (thread.isAlive() && !Thread.currentThread().equals(thread)) {
            thread.join();
        }
    }

    private void run() {
        long dueMs = upMs.getAsLong();
        while (!ending || !waiting.isEmpty()) {
            try {
                long sleepMs = Math.clamp(dueMs - upMs.getAsLong(), 0, SLEEP_MAX_MS);
                Runnable thing = waiting.poll(sleepMs, TimeUnit.MILLISECONDS);
                while (thing != null) {
                    thing.run();
                    thing = waiting.poll();
                }
                dueMs = due.getAsLong();
                turnedMs = upMs.getAsLong();
            } catch (InterruptedException e) {
                ending = true;
            } catch (RuntimeException e) {
                LOG.atError().setCause(e).log("a bug in the uplink: it begins again with a new connection");
                bug.run();
                dueMs = upMs.getAsLong() + PAUSE_AFTER_BUG_MS;
            }
        }
    }
}
