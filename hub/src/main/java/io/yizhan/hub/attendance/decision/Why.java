package io.yizhan.hub.attendance.decision;

/** Why something was not decided. Pages have a sentence for each. */
public enum Why {
    /** A reason or an evidence is missing, or too long. */
    TEXT,
    /** The person does not work in the hall on that day. */
    NOT_EMPLOYED,
    ENDS_BEFORE,
    TOO_LONG,
    /** Too many days from today. */
    TOO_FAR,
    /** Nobody works in that time. */
    NO_WORKDAY,
    /** Single slots are of one day. */
    SLOTS_OF_ONE_DAY,
    /** That day has no such slot. */
    UNKNOWN_SLOT,
    /** The bulletin of that month is published. */
    CLOSED_MONTH,
    /** The person has leave then already. */
    OVERLAPS,
    /** There is no such request. */
    UNKNOWN,
    /** It is decided, filed, cancelled or withdrawn already. */
    DECIDED,
    /** Nobody decides about what is the own, or what he asked for himself. */
    OWN,
    /** Another one has to decide. */
    NOT_YOURS,
    /** It has to be approved before it is filed. */
    NOT_APPROVED,
    NOTHING_TO_CANCEL,
    /** Leave of single slots is cancelled as a whole. */
    SLOTS_WHOLE,
    IN_FUTURE,
    /** The same is asked for, or granted, already. */
    ASKED_TWICE,
    /** The device has, and had, no reader. */
    NO_READER,
    /** A roster is for today and later. */
    PAST_DAY,
    /** Somebody does not work for that agency on that day. */
    FOREIGN,
    TOO_MANY,
    /** The records do not allow it. */
    RECORDS
}
