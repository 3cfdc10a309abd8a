package io.yizhan.hub.access;

/** Something that can be done in the hub, by a page or a program. Who may, and to what, stands in {@link Rights}. */
public enum Right {
    /** The hall's day: counters, queue, faults; who sits at a counter is public, as on its plate 台牌. */
    SEE_HALL,
    /** Tickets and calls, one by one. */
    SEE_QUEUE,
    /** Punches and ratings, one by one, and their files. */
    SEE_RECORDS,
    /** What became of a person's days. */
    SEE_ATTENDANCE,
    ASK_LEAVE,
    /** Approves or turns down; who may do so with whose leave (NC 36) is a rule of attendance beside. */
    DECIDE_LEAVE,
    /** Files a leave with the centre (NC 36). */
    FILE_LEAVE,
    ASK_CORRECTION,
    DECIDE_CORRECTION,
    /** Excuses what a reader's outage made. */
    WAIVE,
    SEE_BULLETINS,
    PUBLISH_BULLETINS,
    /** The hall's hours, calendar and thresholds: open to everyone whom they judge. */
    SEE_RULES,
    KEEP_RULES,
    SEE_ROSTER,
    /** Who is at the front. */
    KEEP_ROSTER,
    /** Who works at the counters, and what a reader knows them by. */
    SEE_PEOPLE,
    /** Agencies and staff: joining, moving, leaving, who is chief representative and who stands in for whom. */
    KEEP_PEOPLE,
    /** Consents, fingers and PINs. */
    ENROL,
    /** The services that the hall offers, and the order in which their tickets are called. */
    KEEP_SERVICES,
    SEE_DEVICES,
    KEEP_DEVICES,
    PRESS_COUNTER_KEYS,
    /** What is set aside, and what has no sure time. */
    SEE_SET_ASIDE,
    SETTLE_TIMES,
    /** Applies again what was set aside. */
    QUARANTINE,
    /** Every entry of every journal. */
    READ_JOURNALS,
    SEE_ACCOUNTS,
    KEEP_ACCOUNTS
}
