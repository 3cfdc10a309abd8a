package io.yizhan.hub.attendance.rules;

/** What the calendar says of a day. */
public enum DayKind {
    WORKDAY,
    /** A weekend of the rules. */
    REST,
    /** A public holiday. */
    HOLIDAY,
    /** A day of a weekend that is worked for a holiday 调休上班. */
    MAKE_UP,
    /** The holidays of its year are not on record: nobody knows. */
    UNKNOWN;

    /** Nobody is expected. */
    public boolean isFree() {
        return this == REST || this == HOLIDAY;
    }

    public boolean isWorked() {
        return this == WORKDAY || this == MAKE_UP;
    }
}
