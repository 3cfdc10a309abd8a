package io.yizhan.hub.attendance.rules;

/** Which of a slot's punches counts. */
public enum Direction {
    /** Coming: the first punch, late after its due time. */
    IN,
    /** Going: the last punch, early before its due time. */
    OUT
}
