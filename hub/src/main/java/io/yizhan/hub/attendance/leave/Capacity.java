package io.yizhan.hub.attendance.leave;

/** In which office somebody approves leave (NC 36). */
public enum Capacity {
    /** The chief representative 首席代表 of the person's agency. */
    CHIEF,
    /** That agency's leader in charge 分管领导. */
    AGENCY_LEADER,
    /** The centre's leader 中心领导. */
    CENTRE
}
