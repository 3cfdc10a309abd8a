package io.yizhan.hub.report;

/** Why a bulletin is not published; beside each, what its sentence names. */
public enum BulletinRule {
    /** Agency, month. */
    NOBODY_EMPLOYED,
    /** Month. */
    MONTH_RUNS,
    /** Year. */
    NO_HOLIDAYS,
    /** How many slots, the first one's staff number, its day. */
    SLOTS_PENDING,
    /** Agency, month. */
    NOTHING_TO_AMEND,
    /** Agency, month. */
    PUBLISHED_ALREADY,
    /** The newest version. */
    NOTHING_NEW
}
