package io.yizhan.hub.attendance;

import io.yizhan.protocol.fact.PunchUnknown;
import io.yizhan.protocol.id.DeviceId;
import java.time.Instant;

/** A finger that a reader could not give to a person. */
public record UnknownFinger(DeviceId device, Instant at, PunchUnknown.Reason reason) {}
