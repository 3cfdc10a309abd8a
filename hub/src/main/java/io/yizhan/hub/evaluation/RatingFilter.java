package io.yizhan.hub.evaluation;

import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Which sessions are asked for: those of the days {@code from} to {@code to}, both included; null filters nothing. */
public record RatingFilter(
        LocalDate from,
        LocalDate to,
        @Nullable CounterId counter,
        @Nullable StaffId staff,
        RatingSession.@Nullable Outcome outcome,
        @Nullable Integer level) {

    /** All of one day. */
    public static RatingFilter of(LocalDate day) {
        return new RatingFilter(day, day, null, null, null, null);
    }
}
