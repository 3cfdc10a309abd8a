package io.yizhan.protocol.state;

import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.TicketId;
import java.time.OffsetDateTime;
import java.util.List;

/** The newest calls, newest first. */
public record Calls(OffsetDateTime at, List<Call> calls) {

    public Calls {
        calls = List.copyOf(calls);
    }

    /** One call; {@code shown} is the ticket as printed: A023. */
    public record Call(CallId call, TicketId ticket, String shown, CounterId counter, OffsetDateTime at, Stage state) {}

    /** Where a call stands. */
    public enum Stage {
        CALLING,
        SERVING,
        DONE,
        NO_SHOW
    }
}
