package io.yizhan.hub.attendance.leave;

import io.yizhan.hub.attendance.rules.HalfDay;
import io.yizhan.hub.book.TrueTime;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about a leave, one after another.
 *
 * @param as of an approval
 * @param reason of a refusal and a cancellation
 * @param from of a cancellation: the first half-day that is leave no longer
 */
public record LeaveStep(
        Kind kind,
        @Nullable Capacity as,
        @Nullable String reason,
        @Nullable HalfDay from,
        String by,
        TrueTime at) {

    /** What it was. */
    public enum Kind {
        APPROVED,
        REFUSED,
        FILED,
        CANCELLED
    }
}
