package io.yizhan.protocol.fact;

import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.TicketId;

/** The counter called without the hub, and made the id. */
public record CalledLocally(CallId call, TicketId ticket) implements Fact {}
