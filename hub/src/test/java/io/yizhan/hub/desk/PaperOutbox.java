package io.yizhan.hub.desk;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.link.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps what would go to the broker. */
final class PaperOutbox implements Outbox {

    private final List<Message> sent = new ArrayList<>();

    @Override
    public synchronized void send(Message message) {
        sent.add(message);
    }

    /** What went to this topic since the last {@link #clear}, the first first. */
    synchronized List<Message> to(String topic) {
        return sent.stream().filter(message -> message.topic().equals(topic)).toList();
    }

    /** The newest that went there. */
    <T> Optional<T> newest(String topic, Class<T> type) {
        List<Message> messages = to(topic);
        if (messages.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.read(messages.getLast().payload(), type));
        } catch (UnreadableException e) {
            throw new AssertionError("what was sent to " + topic + " cannot be read", e);
        }
    }

    synchronized int size() {
        return sent.size();
    }

    synchronized void clear() {
        sent.clear();
    }
}
