package io.yizhan.hub.staff;

import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * When B stands in for A (NC 17); days are of the hall's zone, both included.
 *
 * @param to null while it goes on
 */
public record StandIn(
        StaffId a, StaffId b, LocalDate from, @Nullable LocalDate to) {}
