package io.yizhan.hub.staff;

import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.StaffId;

/**
 * Somebody who was expected has not come: the employment never was, and what proves this person is erased everywhere.
 * The number stays taken; {@link StaffReturned} says so when the person comes after all.
 *
 * @param by the account that recorded it
 */
public record NeverCame(StaffId staff, String by) implements HubFact {}
