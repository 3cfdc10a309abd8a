package io.yizhan.hub.attendance.rules;

/** A half-day, in which due time, presence, absence and leave are counted. */
public enum Half {
    MORNING,
    AFTERNOON
}
