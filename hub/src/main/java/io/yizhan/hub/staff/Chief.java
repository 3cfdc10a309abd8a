package io.yizhan.hub.staff;

import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * When somebody is an agency's chief representative 首席代表; days are of the hall's zone, both included.
 *
 * @param to null while it goes on
 */
public record Chief(
        AgencyId agency,
        StaffId staff,
        LocalDate from,
        @Nullable LocalDate to) {

    /** Whether the last day was before this one. */
    public boolean hasEnded(LocalDate day) {
        return to != null && to.isBefore(day);
    }
}
