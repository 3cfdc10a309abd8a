package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.RefusedException;
import io.yizhan.hub.store.StoreException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps open pages up to date. A change only moves a counter; each open page has a virtual thread that looks, draws the
 * page's parts once for all pages of its kind and language, and sends the parts that look different. A slow browser
 * keeps nobody else waiting.
 */
final class Live implements AutoCloseable {

    /** Open pages; a further one is refused, and shows what it has. */
    private static final int PAGES_MAX = 64;

    /** Many changes at once, as when a terminal ships its night, are one drawing. */
    private static final Duration BETWEEN_DRAWINGS = Duration.ofMillis(400);

    /** Without a change: ages go on, the session is looked at, and a browser that went away is noticed. */
    private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(15);

    /** The event that ends a page whose session is over. */
    private static final String SIGNED_OUT = "signed-out";

    /** The event of a page that has nothing new: so it knows that it is live. */
    private static final String BEAT = "beat";

    private static final Logger LOG = LoggerFactory.getLogger(Live.class);

    private final Function<Context, BooleanSupplier> admission;
    private final Semaphore places = new Semaphore(PAGES_MAX);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Drawing> drawings = new ConcurrentHashMap<>();
    private final Map<String, Integer> readers = new ConcurrentHashMap<>();
    private long version;
    private boolean closed;

    /** @param admission for each open page, what says whether it still may be: asked as often as something is sent */
    Live(Function<Context, BooleanSupplier> admission) {
        this.admission = admission;
    }

    /** Draws the parts of a page: by the name of their event, HTML. */
    @FunctionalInterface
    interface Parts {
        Map<String, String> draw(Words words);
    }

    private record Drawing(long version, long drawnNanos, Map<String, String> parts) {}

    /** Something changed; from any thread, and done at once. */
    void changed() {
        lock.lock();
        try {
            version++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Answers a page's event source.
     *
     * @param name of the page, for the drawings that its readers share
     */
    void serve(Context ctx, String name, Words words, Parts parts) throws Exception {
        BooleanSupplier signedIn = admission.apply(ctx);
        new SseHandler(0, client -> open(client, name, words, parts, signedIn)).handle(ctx);
    }

    private void open(SseClient client, String name, Words words, Parts parts, BooleanSupplier signedIn) {
        if (!places.tryAcquire()) {
            throw new RefusedException(Refusal.BUSY, PAGES_MAX + " live pages are open already: close one");
        }
        client.keepAlive();
        String key = name + "/" + words.tag();
        readers.merge(key, 1, Integer::sum);
        Thread.ofVirtual().name("live-" + name).start(() -> {
            try {
                keepUp(client, key, words, parts, signedIn);
            } catch (InterruptedException closing) {
                LOG.debug("a live page ends with the hub");
            } catch (RuntimeException e) {
                LOG.error("a live page failed", e);
            } finally {
                client.close();
                left(key);
                places.release();
            }
        });
    }

    /** A drawing stays for those who still look at it: most are of one session, and would pile up. */
    private void left(String key) {
        readers.computeIfPresent(key, (_, looking) -> {
            if (looking > 1) {
                return looking - 1;
            }
            drawings.remove(key);
            return null;
        });
    }

    /** Drawings in memory; none that nobody looks at. */
    int kept() {
        return drawings.size();
    }

    private void keepUp(SseClient client, String key, Words words, Parts parts, BooleanSupplier signedIn)
            throws InterruptedException {
        Map<String, String> sent = new HashMap<>();
        long seen = -1;
        while (!client.terminated()) {
            seen = await(seen);
            if (seen < 0) {
                return;
            }
            if (client.terminated()) {
                return;
            }
            if (!stillSignedIn(signedIn)) {
                client.sendEvent(SIGNED_OUT, "");
                return;
            }
            boolean quiet = true;
            for (Map.Entry<String, String> part : drawn(key, seen, words, parts).entrySet()) {
                if (!part.getValue().equals(sent.put(part.getKey(), part.getValue()))) {
                    client.sendEvent(part.getKey(), part.getValue());
                    quiet = false;
                }
            }
            if (quiet) {
                client.sendEvent(BEAT, "");
            }
            Thread.sleep(BETWEEN_DRAWINGS);
        }
    }

    /** Where the records cannot even be read the page loads itself anew too, and tells that instead. */
    private static boolean stillSignedIn(BooleanSupplier signedIn) {
        try {
            return signedIn.getAsBoolean();
        } catch (StoreException e) {
            LOG.warn("a live page ends: {}", e.getMessage());
            return false;
        }
    }

    private Map<String, String> drawn(String key, long version, Words words, Parts parts) {
        Drawing drawing = drawings.compute(key, (_, before) -> {
            boolean fresh = before != null
                    && before.version >= version
                    && System.nanoTime() - before.drawnNanos < BETWEEN_DRAWINGS.toNanos();
            if (before != null && fresh) {
                return before;
            }
            try {
                return new Drawing(version, System.nanoTime(), parts.draw(words));
            } catch (StoreException e) {
                LOG.error("the live page {} cannot be drawn", key, e);
                return before == null ? new Drawing(version, System.nanoTime(), Map.of()) : before;
            }
        });
        return drawing.parts;
    }

    /** The version after a change, or after a while; below zero at the end. */
    private long await(long seen) throws InterruptedException {
        lock.lock();
        try {
            long left = AT_LEAST_EVERY.toNanos();
            while (!closed && version == seen && left > 0) {
                left = changed.awaitNanos(left);
            }
            return closed ? -1 : version;
        } finally {
            lock.unlock();
        }
    }

    /** Ends all open pages, and waits a moment for them. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            if (!places.tryAcquire(PAGES_MAX, 2, TimeUnit.SECONDS)) {
                LOG.debug("some live pages did not end in time; their sockets are closed with the server");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
