package io.yizhan.hub.queue;

import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.TicketId;

/**
 * The counter never told of a call, and whoever it was for has left: its ticket waits again where it waited, with its
 * arrival time. Nobody has sent it on, and where the counter tells of the call after all, that stands.
 */
public record CallReturned(CallId call, TicketId ticket, CounterId counter) implements HubFact {}
