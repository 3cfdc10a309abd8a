package io.yizhan.protocol.fact;

import io.yizhan.protocol.id.TicketId;

/** What became of a ticket on paper. */
public record TicketPrinted(TicketId ticket, Outcome outcome) implements Fact {

    /** Whether the paper is out. */
    public enum Outcome {
        PRINTED,
        /** Nobody knows: the same number may be printed again, marked. */
        UNKNOWN
    }
}
