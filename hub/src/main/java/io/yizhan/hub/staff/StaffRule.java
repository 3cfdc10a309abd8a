package io.yizhan.hub.staff;

/** What a decision about agencies and people may break; beside each, what its sentence names. */
public enum StaffRule {
    /** Agency. */
    AGENCY_UNKNOWN,
    /** Agency. */
    AGENCY_HERE,
    /** Agency, how many, the last day. */
    AGENCY_HAS_PEOPLE,
    /** Day. */
    NOT_YET,
    /** Day, the most days ahead. */
    TOO_FAR_AHEAD,
    /** Staff number. */
    NOBODY,
    /** Staff number, the last day. */
    HAS_LEFT,
    /** Staff number. */
    NUMBER_TAKEN,
    /** Staff number, agency, since when. */
    MOVED_ALREADY,
    /** Staff number, agency, since when. */
    BEFORE_COMING,
    /** Staff number, since when. */
    BEFORE_SINCE,
    /** Staff number, since when. */
    BEFORE_PARTICULARS,
    /** Staff number, the day. */
    SINCE_BEFORE_LEAVING,
    /** Staff number, the day. */
    SINCE_AFTER_MOVE,
    /** Staff number, the day. */
    SINCE_AFTER_NAMING,
    /** Staff number, the last day, the first one. */
    LEFT_BEFORE_COMING,
    /** Staff number. */
    HAS_COME,
    /** Staff number. */
    NOT_LEFT,
    /** Staff number, the last day. */
    RETURN_TOO_EARLY,
    /** Staff number, at the counter since, in the hall since. */
    COUNTER_BEFORE_HALL,
    /** Staff number, its agency, the other one. */
    CHIEF_OF_ANOTHER,
    /** Who should stand in, that agency, for whom, that agency. */
    STAND_IN_OF_ANOTHER,
    /** For what somebody was named: an agency, or the A person; the day. */
    NOBODY_NAMED,
    /** Who, for what, since when. */
    NAMED_LATER,
    /** Who, for what, since when. */
    NAMED_ALREADY,
    /** Staff number. */
    NO_CONSENT,
    /** Staff number. */
    FINGER_GONE
}
