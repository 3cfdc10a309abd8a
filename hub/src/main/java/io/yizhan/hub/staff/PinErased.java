package io.yizhan.hub.staff;

import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.StaffId;

/** Somebody has no PIN any more. */
public record PinErased(StaffId staff, String reason) implements HubFact {}
