package io.yizhan.hub.attendance.leave;

/** How a leave stands. */
public enum LeaveState {
    /** Not decided yet: without effect. */
    ASKED,
    /** It counts. */
    GRANTED,
    REFUSED,
    /** All of it; one that was cut short is granted. */
    CANCELLED;

    /** Whether it holds its time against others. */
    public boolean stands() {
        return this == ASKED || this == GRANTED;
    }
}
