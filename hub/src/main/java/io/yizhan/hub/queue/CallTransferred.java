package io.yizhan.hub.queue;

import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.TicketId;
import org.jspecify.annotations.Nullable;

/**
 * A counter handed a ticket on: it waits again, with its arrival time, for a service or for one counter.
 *
 * @param counter that sent it
 * @param staff who sent it 首问负责
 */
public record CallTransferred(
        CallId call,
        TicketId ticket,
        CounterId counter,
        StaffId staff,
        @Nullable ServiceId toService,
        @Nullable CounterId toCounter,
        String reason)
        implements HubFact {

    public CallTransferred {
        if ((toService == null) == (toCounter == null)) {
            throw new IllegalArgumentException("a transfer goes to a service or to a counter, one of the two");
        }
    }
}
