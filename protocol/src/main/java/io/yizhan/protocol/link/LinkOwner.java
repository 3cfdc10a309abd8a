package io.yizhan.protocol.link;

import io.yizhan.protocol.id.ConnectionId;

/**
 * Who owns a link. All methods are called on the link's one thread, one after another; while one runs nothing is
 * received and no answer to a publish is told. So they only enqueue and publish, and never wait for a future of
 * {@link MqttLink#publish}. An exception from one of them is a bug: it is logged with its message's topic, and the
 * link goes on; from {@link #will} and {@link #connected} it ends the connection, and the next try comes after a
 * pause.
 */
public interface LinkOwner {

    /** What the broker shall publish when this connection ends without a goodbye. */
    Message will(ConnectionId connection);

    /**
     * The subscriptions stand. Now is the time to publish a hello and a birth; what was published earlier is not
     * repeated.
     */
    void connected(ConnectionId connection);

    /**
     * A connection ended, or none could be made; the link tries again. A reason that comes again and again is told
     * once.
     *
     * @param reason for people
     */
    void disconnected(String reason);

    /**
     * The broker says that another connection took this client id (MQTT 5, reason 142); {@link #disconnected} follows,
     * and then a pause. Not every broker says it: Mosquitto 2.0.21 does, 2.0.11 only closes.
     */
    void takenOver();

    /** A message on one of the subscriptions of this connection. */
    void received(Received message);
}
