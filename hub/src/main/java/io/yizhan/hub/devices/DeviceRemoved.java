package io.yizhan.hub.devices;

import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.DeviceId;

/** A device is no part of the hall any more; what it said stays. */
public record DeviceRemoved(DeviceId device, String reason) implements HubFact {}
