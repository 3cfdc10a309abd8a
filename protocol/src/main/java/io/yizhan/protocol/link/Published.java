package io.yizhan.protocol.link;

/** What became of a message that was published. */
public sealed interface Published {

    /**
     * The broker has it. That is the broker's receipt and nobody else's.
     *
     * @param anybody whether somebody subscribes to the topic; nobody does while the hub is away
     */
    record Delivered(boolean anybody) implements Published {}

    /**
     * The broker does not take it.
     *
     * @param code MQTT 5's reason code, 128 or more; 135 is a topic that the access list denies
     */
    record Refused(int code) implements Published {}

    /** There is no receipt: the broker may or may not have it. */
    record Failed(String reason) implements Published {}
}
