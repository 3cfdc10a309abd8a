package io.yizhan.protocol.fact;

import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.StaffId;

/** A clerk sat down at a counter. */
public record SignedIn(CounterId counter, StaffId staff) implements Fact {}
