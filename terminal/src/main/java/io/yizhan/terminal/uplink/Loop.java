package io.yizhan.terminal.uplink;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that does one thing after another, and between them what is due. */
final class Loop {

    /** Things that wait; more are dropped: what is lost is asked for or told again. */
    private static final int WAITING_MAX = 1_000;

    private static final long SLEEP_MAX_MS = 60_000;
    private static final long PAUSE_AFTER_BUG_MS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>(WAITING_MAX);
    private final AtomicBoolean awake = new AtomicBoolean();
    private final AtomicLong dropped = new AtomicLong();
    private final LongSupplier upMs;
    private final LongSupplier due;
    private final Runnable bug;
    private final Thread thread;
    private volatile boolean ending;

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
        thread.start();
    }

    /** From any thread; never waits. */
    void enqueue(Runnable thing) {
        if (!waiting.offer(thing) && dropped.incrementAndGet() % WAITING_MAX == 1) {
            LOG.atError().addKeyValue("dropped", dropped.get()).log("the uplink cannot keep up, messages are dropped");
        }
    }

    /** Looks at what is due soon; from any thread, however often. */
    void wake() {
        if (awake.compareAndSet(false, true) && !waiting.offer(() -> awake.set(false))) {
            awake.set(false); // as much as waits keeps it awake anyway
        }
    }

    /** Ends when what it is doing is done; waits for that. */
    void end() throws InterruptedException {
        ending = true;
        wake();
        if (thread.isAlive() && !Thread.currentThread().equals(thread)) {
            thread.join();
        }
    }

    private void run() {
        long dueMs = upMs.getAsLong();
        while (!ending) {
            try {
                long sleepMs = Math.clamp(dueMs - upMs.getAsLong(), 0, SLEEP_MAX_MS);
                Runnable thing = waiting.poll(sleepMs, TimeUnit.MILLISECONDS);
                while (thing != null) {
                    thing.run();
                    thing = waiting.poll();
                }
                dueMs = due.getAsLong();
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
