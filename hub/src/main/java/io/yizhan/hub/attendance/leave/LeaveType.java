package io.yizhan.hub.attendance.leave;

/** Why somebody is not at the counter (NC 36). */
public enum LeaveType {
    /** 事假 */
    PERSONAL,
    /** 病假 */
    SICK,
    /** 年休假 */
    ANNUAL,
    /** 公假 */
    PUBLIC,
    /** 婚产丧假 */
    FAMILY,
    /** 公出 */
    OFFICIAL,
    /** 现场踏勘 */
    SITE_VISIT;

    /** Work elsewhere, which is no leave. */
    public boolean isBusiness() {
        return this == OFFICIAL || this == SITE_VISIT;
    }
}
