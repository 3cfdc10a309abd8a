package io.yizhan.hub.staff;

import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * When somebody works for an agency; days are of the hall's zone, both included.
 *
 * @param to null while it goes on
 */
public record Assignment(
        StaffId staff,
        AgencyId agency,
        LocalDate from,
        @Nullable LocalDate to) {}
