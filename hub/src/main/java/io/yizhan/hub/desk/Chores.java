package io.yizhan.hub.desk;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that follows from something and may wait a moment, on one thread. Work that is wanted again before it began is
 * done once. Work that fails is logged, and done the next time that it is wanted.
 */
final class Chores implements AutoCloseable {

    private static final Duration CLOSE_MAX = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(Chores.class);

    private final ScheduledExecutorService thread;
    private final Set<Object> waiting = ConcurrentHashMap.newKeySet();

    Chores(String name) {
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
    }

    /**
     * Does it after this pause.
     *
     * @param what the same for work that is done once for all who want it
     */
    void after(Duration pause, Object what, Runnable work) {
        if (!waiting.add(what)) {
            return;
        }
        try {
            var _ = thread.schedule(
                    () -> {
                        waiting.remove(what);
                        attempt(what, work);
                    },
                    pause.toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            waiting.remove(what);
        }
    }

    void soon(Object what, Runnable work) {
        after(Duration.ZERO, what, work);
    }

    void every(Duration pause, Object what, Runnable work) {
        var _ = thread.scheduleWithFixedDelay(
                () -> attempt(what, work), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static void attempt(Object what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("chore", what).setCause(e).log("it failed, and is tried again when it is wanted");
        }
    }
}
