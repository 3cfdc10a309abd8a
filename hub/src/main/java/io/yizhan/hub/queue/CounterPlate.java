package io.yizhan.hub.queue;

import io.yizhan.hub.book.TrueTime;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A counter 窗口 and who sits at it.
 *
 * @param since of its condition
 * @param staff who is signed in; null for nobody
 * @param newest its newest call today; null when there is none
 */
public record CounterPlate(
        CounterId counter,
        DeviceId device,
        Condition condition,
        @Nullable TrueTime since,
        @Nullable StaffId staff,
        @Nullable Instant signedInAt,
        @Nullable TicketCall newest) {

    /** Whether it serves. */
    public enum Condition {
        OPEN,
        PAUSED,
        CLOSED
    }

    /** What it serves or calls now; null when nothing. */
    public @Nullable TicketCall current() {
        return newest != null && newest.live() ? newest : null;
    }
}
