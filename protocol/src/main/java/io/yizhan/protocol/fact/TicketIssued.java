package io.yizhan.protocol.fact;

import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.TicketId;
import org.jspecify.annotations.Nullable;

/** A kiosk gave a number; {@code ahead} is how many people it said are before it. */
public record TicketIssued(
        TicketId ticket,
        ServiceId service,
        Priority priority,
        @Nullable String appointment,
        int ahead) implements Fact {

    public TicketIssued {
        if (ahead < 0) {
            throw new IllegalArgumentException("ahead " + ahead + " is negative");
        }
    }
}
