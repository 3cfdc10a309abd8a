package io.yizhan.hub.queue;

import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.TicketId;

/** The hub called a ticket to a counter. */
public record CallMade(CallId call, TicketId ticket, CounterId counter, StaffId staff, CallReason reason)
        implements HubFact {}
