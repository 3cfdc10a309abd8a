package io.yizhan.protocol.fact;

import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.TicketId;

/** What the counter was told to call. */
public record Called(CallId call, TicketId ticket) implements Fact {}
