package io.yizhan.hub.attendance.reckoning;

import io.yizhan.protocol.id.DeviceId;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A reader at which a person could punch, in [from, to).
 *
 * @param to null: still
 * @param sure the reader has said so; else it is only wanted, and counts for nothing but that the reader must have told
 *     all it knows
 */
public record Usable(
        DeviceId device, LocalDateTime from, @Nullable LocalDateTime to, boolean sure) {

    /** Whether at some time of this day. */
    public boolean on(LocalDate day) {
        return within(day.atStartOfDay(), day.plusDays(1).atStartOfDay());
    }

    /** Whether surely at some time of these days, both included. */
    public boolean touches(LocalDate first, LocalDate last) {
        return sure && within(first.atStartOfDay(), last.plusDays(1).atStartOfDay());
    }

    /** Whether at some time of [start, end). */
    boolean within(LocalDateTime start, LocalDateTime end) {
        return from.isBefore(end) && (to == null || to.isAfter(start));
    }

    /** Whether surely, and at any time of [start, end). */
    boolean throughout(LocalDateTime start, LocalDateTime end) {
        return sure && !from.isAfter(start) && (to == null || !to.isBefore(end));
    }
}
