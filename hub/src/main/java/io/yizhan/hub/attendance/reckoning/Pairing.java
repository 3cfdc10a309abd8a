package io.yizhan.hub.attendance.reckoning;

import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * That B stands in for A (A/B post, NC 17).
 *
 * @param to the last day, included; null: still
 */
public record Pairing(
        StaffId a, StaffId b, LocalDate from, @Nullable LocalDate to) {

    boolean on(LocalDate day) {
        return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }
}
