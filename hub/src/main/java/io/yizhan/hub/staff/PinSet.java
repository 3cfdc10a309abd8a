package io.yizhan.hub.staff;

import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.StaffId;

/**
 * Somebody has a PIN, their first or a new one; neither it nor its verifier stands in a journal.
 *
 * @param by the account that set it
 */
public record PinSet(StaffId staff, String by) implements HubFact {}
