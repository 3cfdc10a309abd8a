package io.yizhan.hub.api;

import io.yizhan.hub.queue.CallReason;
import io.yizhan.hub.queue.TicketCall;
import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.TicketId;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** A call; where a time is uncertain its moment is null, and its bounds stand beside it. */
record CallOut(
        CallId call,
        @Nullable TicketId ticket,
        @Nullable String shown,
        @Nullable ServiceId service,
        @Nullable CounterId counter,
        @Nullable StaffId staff,
        @Nullable OffsetDateTime calledAt,
        @Nullable Doubt called,
        @Nullable CallReason reason,
        boolean local,
        @Nullable OffsetDateTime toldAt,
        @Nullable Doubt told,
        @Nullable OffsetDateTime recalledAt,
        @Nullable Doubt recalled,
        int recalls,
        @Nullable OffsetDateTime endedAt,
        @Nullable Doubt ended,
        TicketCall.@Nullable Outcome outcome,
        @Nullable OffsetDateTime transferredAt,
        @Nullable Doubt transferred,
        @Nullable String transferReason,
        @Nullable OffsetDateTime returnedAt,
        @Nullable Doubt returned) {
    static CallOut of(TicketCall call, Answers answers) {
        return new CallOut(
                call.call(),
                call.ticket(),
                call.ticket() == null ? null : call.ticket().shown(),
                call.service(),
                call.counter(),
                call.staff(),
                answers.moment(call.called()),
                answers.doubt(call.called()),
                call.reason(),
                call.local(),
                answers.moment(call.told()),
                answers.doubt(call.told()),
                answers.moment(call.recalled()),
                answers.doubt(call.recalled()),
                call.recalls(),
                answers.moment(call.ended()),
                answers.doubt(call.ended()),
                call.outcome(),
                answers.moment(call.transferred()),
                answers.doubt(call.transferred()),
                call.transferReason(),
                answers.moment(call.returned()),
                answers.doubt(call.returned()));
    }
}
