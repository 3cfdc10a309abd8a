package io.yizhan.hub.follower;

import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.journal.Ack;

/** Takes acks to their terminals; it may only enqueue. An ack that is lost costs a hello, never an entry. */
@FunctionalInterface
public interface AckSender {
    void send(DeviceId device, Ack ack);
}
