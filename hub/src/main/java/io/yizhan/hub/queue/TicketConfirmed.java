package io.yizhan.hub.queue;

import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.TicketId;

/** The holder of a late ticket turned up: it waits, at its issue's time. */
public record TicketConfirmed(TicketId ticket) implements HubFact {}
