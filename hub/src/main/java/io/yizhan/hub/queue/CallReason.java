package io.yizhan.hub.queue;

/** Why this ticket and not another was next. */
public enum CallReason {
    /** It waited longest. */
    ARRIVAL,
    /** It has priority, and the counter owed one. */
    PRIORITY,
    /** It waited so long that nobody goes before it any more. */
    AGED
}
