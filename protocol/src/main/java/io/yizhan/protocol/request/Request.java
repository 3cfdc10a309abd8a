package io.yizhan.protocol.request;

import java.time.OffsetDateTime;

/** What a terminal asks; on the wire {@code op} names it: {@code call-next}. */
public sealed interface Request permits CallNext, CheckIn, Transfer {

    /** The hub's clock, as last heard in an ack. */
    OffsetDateTime at();
}
