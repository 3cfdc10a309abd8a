package io.yizhan.hub.queue;

import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.TicketId;
import org.jspecify.annotations.Nullable;

/**
 * The holder of a late ticket turned up: it waits, at its issue's time.
 *
 * @param by the account that said so; null in entries that do not say
 */
public record TicketConfirmed(TicketId ticket, @Nullable String by) implements HubFact {}
