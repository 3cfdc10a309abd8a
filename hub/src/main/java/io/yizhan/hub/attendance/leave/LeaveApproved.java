package io.yizhan.hub.attendance.leave;

import io.yizhan.hub.book.HubFact;

/**
 * One of the approvals that a leave needs; with the last of them it counts.
 *
 * @param as in which office
 * @param by the account that approved
 */
public record LeaveApproved(String leave, Capacity as, String by) implements HubFact {}
