package io.yizhan.hub.staff;

import io.yizhan.protocol.id.AgencyId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A resident agency 进驻机构 and how many people it has at the counters.
 *
 * @param lastDay of one that has left the hall; null while it is here
 */
public record Agency(
        AgencyId agency,
        String name,
        @Nullable String nameEn,
        @Nullable LocalDate lastDay,
        int staff) {

    /** Whether it is in the hall. */
    public boolean isHere() {
        return lastDay == null;
    }
}
