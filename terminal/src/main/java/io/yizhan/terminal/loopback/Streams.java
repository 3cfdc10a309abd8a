package io.yizhan.terminal.loopback;

import io.javalin.http.sse.SseClient;
import io.yizhan.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Open streams of server-sent events, each on a virtual thread of its own: a slow browser keeps nobody waiting. */
public final class Streams implements AutoCloseable {

    /** Open streams; one more is sent away. */
    private static final int CLIENTS_MAX = 16;

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
        Thread.ofVirtual().name(name).start(() -> {
            threads.add(Thread.currentThread());
            try {
                keeping.keepUp(client);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            } finally {
                threads.remove(Thread.currentThread());
                client.close();
            }
        });
    }

    /** What an event carries. */
    public static String json(Object value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
