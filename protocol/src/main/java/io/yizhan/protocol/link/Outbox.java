package io.yizhan.protocol.link;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;

/** What one connection has to send and what it has sent without a receipt, in order. Only for the link's thread. */
final class Outbox {

    /** A broker that has not answered a message after this is none. */
    static final Duration RECEIPT_WAIT = Duration.ofSeconds(20);

    private final PahoConnection connection;
    private final Queue<LinkEvent.Wanted> waiting = new ArrayDeque<>();

    /** With the moment of sending, {@link System#nanoTime()}; the oldest first. */
    private final Map<LinkEvent.Wanted, Long> sent = new LinkedHashMap<>();

    Outbox(PahoConnection connection) {
        this.connection = connection;
    }

    void add(LinkEvent.Wanted wanted) {
        waiting.add(wanted);
        sendWhatFits();
    }

    void answered(LinkEvent.Wanted wanted) {
        sent.remove(wanted);
        sendWhatFits();
    }

    boolean isEmpty() {
        return waiting.isEmpty() && sent.isEmpty();
    }

    /** How long the oldest message without a receipt may still wait for it; zero or less when that is over. */
    Duration patience() {
        if (sent.isEmpty()) {
            return RECEIPT_WAIT;
        }
        long oldest = sent.values().iterator().next();
        return RECEIPT_WAIT.minusNanos(System.nanoTime() - oldest);
    }

    /** Empties it; what was in it has no receipt. */
    Iterable<LinkEvent.Wanted> abandon() {
        Queue<LinkEvent.Wanted> all = new ArrayDeque<>(sent.keySet());
        all.addAll(waiting);
        sent.clear();
        waiting.clear();
        return all;
    }

    private void sendWhatFits() {
        while (sent.size() < connection.inFlightMax() && !waiting.isEmpty()) {
            LinkEvent.Wanted next = waiting.remove();
            sent.put(next, System.nanoTime());
            connection.send(next);
        }
    }
}
