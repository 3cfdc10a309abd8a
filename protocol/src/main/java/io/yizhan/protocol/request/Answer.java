package io.yizhan.protocol.request;

import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.TicketId;
import org.jspecify.annotations.Nullable;

/** The answer to a request. {@code code} is for programs, {@code message} for people, in the hall's language. */
public record Answer(
        boolean ok,
        @Nullable Code code,
        @Nullable String message,
        @Nullable CallId call,
        @Nullable TicketId ticket,
        @Nullable String shown,
        @Nullable ServiceId service,
        @Nullable Integer waiting) {

    public Answer {
        if (ok == (code != null)) {
            throw new IllegalArgumentException("an answer that is " + (ok ? "ok has no" : "not ok needs a") + " code");
        }
    }

    /** The ticket that was called; {@code waiting} people wait after it. */
    public static Answer called(CallId call, TicketId ticket, ServiceId service, int waiting) {
        return new Answer(true, null, null, call, ticket, ticket.shown(), service, waiting);
    }

    public static Answer done() {
        return new Answer(true, null, null, null, null, null, null, null);
    }

    public static Answer refused(Code code, String message) {
        return new Answer(false, code, message, null, null, null, null, null);
    }

    /** Why not. */
    public enum Code {
        NOBODY_WAITING,
        NOT_SIGNED_IN,
        NOT_YOURS,
        CLOSED,
        EXPIRED,
        UNKNOWN_OP,
        BAD_REQUEST,
        UNKNOWN_CODE,
        TOO_EARLY,
        TOO_LATE
    }
}
