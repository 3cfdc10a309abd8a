package io.yizhan.hub.page;

import io.yizhan.hub.access.Right;
import io.yizhan.protocol.Json;

/** The main pages, in their order. */
public enum Tab {
    TODAY("/", Right.SEE_HALL),
    HERE("/here", Right.SEE_ATTENDANCE),
    MY_AGENCY("/my-agency", Right.SEE_BULLETINS),
    ATTENDANCE("/attendance", Right.SEE_ATTENDANCE),
    LEAVE("/leave", Right.SEE_ATTENDANCE),
    ROSTER("/roster", Right.SEE_ROSTER),
    RULES("/rules", Right.SEE_RULES),
    BULLETINS("/bulletins", Right.SEE_BULLETINS),
    PUNCHES("/punches", Right.SEE_RECORDS),
    RATINGS("/ratings", Right.SEE_RECORDS),
    PEOPLE("/people", Right.SEE_PEOPLE),
    SERVICES("/services", Right.SEE_QUEUE),
    DEVICES("/devices", Right.SEE_DEVICES),
    QUARANTINE("/quarantine", Right.SEE_SET_ASIDE),
    ACCOUNTS("/accounts", Right.SEE_ACCOUNTS),
    COUNTERS("/counters", Right.SEE_HALL);

    private final String path;
    private final Right right;

    Tab(String path, Right right) {
        this.path = path;
        this.right = right;
    }

    public String path() {
        return path;
    }

    /** Of its word. */
    public String key() {
        return "tab." + Json.wireName(this);
    }

    /** What who opens it must be allowed. */
    public Right right() {
        return right;
    }
}
