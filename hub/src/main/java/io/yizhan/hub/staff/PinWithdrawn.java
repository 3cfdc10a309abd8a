package io.yizhan.hub.staff;

import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;

/** Somebody's PIN opens this reader no longer: it has no number pad any more. */
public record PinWithdrawn(StaffId staff, DeviceId device) implements HubFact {}
