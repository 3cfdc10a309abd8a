package io.yizhan.hub.evaluation;

import io.yizhan.hub.book.TrueTime;
import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.SessionId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.TicketId;
import org.jspecify.annotations.Nullable;

/**
 * A rating session: the clerk pressed the start key, and what came of it.
 *
 * @param call null for a session that stands apart
 * @param ticket of the call
 * @param name of the person who was rated
 * @param outcome null while it is open
 * @param level 1 to 5, where it was given
 */
public record RatingSession(
        SessionId session,
        DeviceId device,
        TrueTime opened,
        @Nullable CallId call,
        @Nullable TicketId ticket,
        @Nullable ServiceId service,
        CounterId counter,
        StaffId staff,
        @Nullable String name,
        @Nullable Outcome outcome,
        @Nullable TrueTime ended,
        @Nullable Integer level,
        @Nullable String reason) {

    /** How a session ended. */
    public enum Outcome {
        GIVEN,
        MISSED,
        VOID
    }
}
