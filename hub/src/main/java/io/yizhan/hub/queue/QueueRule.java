package io.yizhan.hub.queue;

/** What a decision about services and the order of calls may break; beside each, what its sentence names. */
public enum QueueRule {
    /** Service. */
    SERVICE_TAKEN,
    /** Service. */
    SERVICE_UNKNOWN,
    /** How many there are at most. */
    TOO_MANY_SERVICES,
    /** Counter. */
    COUNTER_UNKNOWN,
    /** Service. */
    SERVICE_SAME,
    /** Nothing. */
    CALL_RULE_SAME
}
