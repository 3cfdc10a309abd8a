package io.yizhan.protocol.fact;

import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.SessionId;
import io.yizhan.protocol.id.StaffId;
import org.jspecify.annotations.Nullable;

/** The clerk pressed the start key: the citizen may rate. */
public record RatingOpened(SessionId session, @Nullable CallId call, CounterId counter, StaffId staff)
        implements Fact {}
