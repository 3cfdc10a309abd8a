package io.yizhan.hub.staff;

import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.StaffId;

/**
 * Somebody works at the counters no longer: what proves this person is erased everywhere, the records stay.
 *
 * @param by the account that recorded it
 */
public record StaffLeft(StaffId staff, String by) implements HubFact {}
