package io.yizhan.hub.queue;

import io.yizhan.hub.book.TrueTime;
import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.TicketId;
import io.yizhan.protocol.state.Calls.Stage;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call of one ticket to one counter 叫号.
 *
 * @param ticket null, like counter and staff, only until the entry that tells it has come
 * @param reason of the order; null for a call that the counter made without the hub
 * @param told when the counter knew of it; null until its journal says so
 * @param returned when its ticket was let wait again, since the counter never told of it
 * @param superseded whether the counter has called another since
 */
public record TicketCall(
        CallId call,
        @Nullable TicketId ticket,
        @Nullable ServiceId service,
        @Nullable CounterId counter,
        @Nullable StaffId staff,
        @Nullable TrueTime called,
        @Nullable CallReason reason,
        boolean local,
        @Nullable TrueTime told,
        @Nullable TrueTime recalled,
        int recalls,
        @Nullable TrueTime ended,
        @Nullable Outcome outcome,
        @Nullable TrueTime transferred,
        @Nullable String transferReason,
        @Nullable TrueTime returned,
        boolean superseded) {

    /** So long after a call or a recall the hall is told; then the citizen is taken to be at the counter. */
    public static final Duration CALLING = Duration.ofSeconds(20);

    /** How a call ended at its counter. */
    public enum Outcome {
        FINISHED,
        NO_SHOW
    }

    /** When it was called, for the order; by the best guess where that is uncertain. */
    public @Nullable Instant calledAt() {
        return at(called);
    }

    /** When it was handed on, for the order. */
    public @Nullable Instant transferredAt() {
        return at(transferred);
    }

    /** When its ticket was let wait again, for the order. */
    public @Nullable Instant returnedAt() {
        return at(returned);
    }

    /** When it ended, for the order. */
    public @Nullable Instant endedAt() {
        return at(ended);
    }

    /** When the hall was told last: the call, or its newest recall. */
    public @Nullable Instant toldHallAt() {
        return at(recalled == null ? called : recalled);
    }

    /**
     * Whether it goes on: neither ended nor handed on nor returned, and the newest of its counter. A recall after the
     * end begins it again.
     */
    public boolean live() {
        boolean over = ended != null && (recalled == null || !recalled.at().isAfter(ended.at()));
        return !over && transferred == null && returned == null && !superseded;
    }

    /** What the hall's screens show. */
    public Stage stage(Instant now) {
        if (live()) {
            Instant told = toldHallAt();
            return told != null && now.isBefore(told.plus(CALLING)) ? Stage.CALLING : Stage.SERVING;
        }
        return outcome == Outcome.NO_SHOW && transferred == null ? Stage.NO_SHOW : Stage.DONE;
    }

    private static @Nullable Instant at(@Nullable TrueTime time) {
        return time == null ? null : time.at();
    }
}
