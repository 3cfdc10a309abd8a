package io.yizhan.hub.desk;

import io.yizhan.protocol.link.Message;

/** The way to the terminals. It may lose a message when the broker is away: what still matters is sent again. */
@FunctionalInterface
public interface Outbox {
    void send(Message message);
}
