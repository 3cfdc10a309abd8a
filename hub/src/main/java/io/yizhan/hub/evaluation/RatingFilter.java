package io.yizhan.hub.evaluation;

import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions are asked for: those of the days {@code from} to {@code to}, both included; null filters nothing.
 *
 * @param agency for which the person who was rated works
 */
public record RatingFilter(
        LocalDate from,
        LocalDate to,
        @Nullable CounterId counter,
        @Nullable AgencyId agency,
        @Nullable StaffId staff,
        RatingSession.@Nullable Outcome outcome,
        @Nullable Integer level) {

    /** All of one day. */
    public static RatingFilter of(LocalDate day) {
        return new RatingFilter(day, day, null, null, null, null, null);
    }
}
