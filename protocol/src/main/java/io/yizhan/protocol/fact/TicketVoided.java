package io.yizhan.protocol.fact;

import io.yizhan.protocol.id.TicketId;

/** A ticket that is known not to have been printed: it counts nowhere. */
public record TicketVoided(TicketId ticket, String reason) implements Fact {}
