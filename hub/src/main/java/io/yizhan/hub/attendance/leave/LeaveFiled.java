package io.yizhan.hub.attendance.leave;

import io.yizhan.hub.book.HubFact;

/**
 * The centre has taken a leave on file 备案. One that needs no approval counts from here.
 *
 * @param by the account that filed it
 */
public record LeaveFiled(String leave, String by) implements HubFact {}
