package io.yizhan.hub.staff;

import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.StaffId;

/**
 * Somebody consents no longer: the templates of their fingers are erased, and their PIN stays.
 *
 * @param by the account that recorded it
 */
public record ConsentWithdrawn(StaffId staff, String by) implements HubFact {}
