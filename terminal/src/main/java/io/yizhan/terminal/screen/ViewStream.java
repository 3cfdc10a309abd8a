package io.yizhan.terminal.screen;

import io.javalin.http.sse.SseClient;
import io.yizhan.terminal.loopback.Streams;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Keeps the browsers at a screen up to date by server-sent events, each a whole view: the first at once, then each that
 * differs from the one before.
 */
final class ViewStream implements AutoCloseable {

    /** What changes without telling (the minute, the hub's presence) is looked at so often. */
    private static final int LOOK_EVERY_MS = 250;

    /** A browser that hears nothing for so long takes the station for stopped, and says so. */
    private static final int ALIVE_EVERY_LOOKS = 8;

    private final String event;
    private final Supplier<?> view;
    private final Streams streams;
    private final Waiters waiters = new Waiters();

    /**
     * @param event its name
     * @param view a record; asked by many threads
     */
    ViewStream(String event, Supplier<?> view) {
        this.event = event;
        this.view = view;
        this.streams = new Streams(event + " stream");
    }

    void open(SseClient client) {
        streams.open(client, this::keepUp);
    }

    /** Something has changed; any thread, and it blocks nobody. */
    void wake() {
        waiters.wake();
    }

    @Override
    public void close() {
        streams.close();
    }

    private void keepUp(SseClient client) throws InterruptedException {
        Semaphore changed = waiters.arrive();
        try {
            String shown = "";
            int quiet = 0;
            while (!client.terminated()) {
                String now = Streams.json(view.get());
                boolean news = !now.equals(shown) || quiet == ALIVE_EVERY_LOOKS;
                if (news) {
                    client.sendEvent(event, now);
                    shown = now;
                }
                quiet = news ? 0 : quiet + 1;
                if (changed.tryAcquire(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
                    changed.drainPermits();
                }
            }
        } finally {
            waiters.leave(changed);
        }
    }
}
