package io.yizhan.protocol.link;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A message to be sent, QoS 1.
 *
 * @param payload at most {@link #BYTES_MAX}; not copied, so leave it as it is
 * @param correlation MQTT 5 correlation data, a UUID in its 36 characters; null where none belongs
 * @param expiry MQTT 5 message expiry, whole seconds, 1 or more; null for a message that never expires
 */
public record Message(
        String topic,
        byte[] payload,
        boolean retained,
        @Nullable String correlation,
        @Nullable Duration expiry) {

    /** State and config are the largest. */
    public static final int BYTES_MAX = 512 * 1024;

    public Message {
        if (payload.length > BYTES_MAX) {
            throw new IllegalArgumentException(
                    "a message of " + payload.length + " bytes for " + topic + ", more than " + BYTES_MAX);
        }
        if (expiry != null && expiry.toSeconds() < 1) {
            throw new IllegalArgumentException("an expiry below 1 s is never sent: brokers differ on 0");
        }
    }

    public static Message of(String topic, byte[] payload) {
        return new Message(topic, payload, false, null, null);
    }

    public static Message retained(String topic, byte[] payload) {
        return new Message(topic, payload, true, null, null);
    }

    public static Message expiring(String topic, byte[] payload, String correlation, Duration expiry) {
        return new Message(topic, payload, false, correlation, expiry);
    }
}
