package io.yizhan.protocol.request;

import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.StaffId;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** The next ticket for a counter. {@code after} is the call that it follows; null for the first of a sign-in. */
public record CallNext(
        OffsetDateTime at,
        CounterId counter,
        StaffId staff,
        @Nullable CallId after) implements Request {}
