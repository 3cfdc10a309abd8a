package io.yizhan.protocol.fact;

import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.StaffId;

/** A clerk left a counter. */
public record SignedOut(CounterId counter, StaffId staff) implements Fact {}
