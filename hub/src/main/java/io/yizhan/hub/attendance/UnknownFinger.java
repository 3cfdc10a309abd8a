package io.yizhan.hub.attendance;

import io.yizhan.hub.book.TrueTime;
import io.yizhan.protocol.fact.PunchUnknown;
import io.yizhan.protocol.id.DeviceId;

/** A finger that a reader could not give to a person. */
public record UnknownFinger(DeviceId device, TrueTime time, PunchUnknown.Reason reason) {}
