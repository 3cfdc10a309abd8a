package io.yizhan.hub.attendance.reckoning;

/** The outcome of a slot. */
public enum Mark {
    /** 正常 */
    ON_TIME,
    /** 迟到, some minutes */
    LATE,
    /** 早退, some minutes */
    EARLY,
    /** 缺卡 */
    MISSED,
    /** 请假 */
    LEAVE,
    /** 公出 or 现场踏勘 */
    BUSINESS,
    /** 设备故障/停电豁免 */
    OUTAGE,
    /** 待定: not over, or something is not known yet. */
    PENDING;

    public boolean isExcused() {
        return this == LEAVE || this == BUSINESS || this == OUTAGE;
    }
}
