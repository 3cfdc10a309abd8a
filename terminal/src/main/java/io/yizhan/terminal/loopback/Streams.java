package io.yizhan.terminal.loopback;

import io.javalin.http.sse.SseClient;
import io.yizhan.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Open streams of server-sent events, each on a virtual thread of its own: a slow browser keeps nobody waiting. */
public final class Streams implements AutoCloseable {

    /** Open streams; one more is sent away. */
    private static final int CLIENTS_MAX = 16;

    private static final Duration ENDED_MAX = Duration.ofSeconds(2);

    private final String name;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    /** @param name of the threads */
    public Streams(String name) {
        this.name = name;
    }

    /** Keeps one browser up to date, until it has gone ({@link SseClient#terminated}) or is interrupted. */
    @FunctionalInterface
    public interface KeepingUp {
        void keepUp(SseClient client) throws InterruptedException;
    }

    /** Opens one. */
    public void open(SseClient client, KeepingUp keeping) {
        if (threads.size() >= CLIENTS_MAX) {
            client.ctx().status(503);
            client.close();
            return;
        }
        client.keepAlive();
        Thread thread = Thread.ofVirtual().name(name).unstarted(() -> {
            try {
                keeping.keepUp(client);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            } finally {
                client.close();
                threads.remove(Thread.currentThread());
            }
        });
        threads.add(thread);
        thread.start();
    }

    /** What an event carries. */
    public static String json(Object value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }

    /**
     * Ends them all, and waits for it: a stream that is closed after its server keeps Javalin turning for ever (seen).
     */
    @Override
    public void close() {
        List<Thread> open = List.copyOf(threads);
        open.forEach(Thread::interrupt);
        try {
            for (Thread thread : open) {
                thread.join(ENDED_MAX);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
