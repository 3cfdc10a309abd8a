package io.yizhan.hub.queue;

import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.TicketId;

/** A ticket arrived so late that its holder may have gone: it does not wait until the holder turns up. */
public record TicketUnconfirmed(TicketId ticket) implements HubFact {}
