package io.yizhan.protocol.request;

import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.ServiceId;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Somebody else should serve this ticket; it keeps its arrival time. */
public record Transfer(OffsetDateTime at, CounterId counter, CallId call, To to, String reason) implements Request {

    /** Where to: a service or a counter, one of the two. */
    public record To(@Nullable ServiceId service, @Nullable CounterId counter) {
        public To {
            if ((service == null) == (counter == null)) {
                throw new IllegalArgumentException("a transfer goes to a service or to a counter, one of the two");
            }
        }
    }
}
