package io.yizhan.hub.attendance.reckoning;

import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * That a person is employed at an agency.
 *
 * @param to the last day, included; null: still
 */
public record Posting(
        StaffId staff,
        AgencyId agency,
        LocalDate from,
        @Nullable LocalDate to) {

    boolean on(LocalDate day) {
        return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }
}
