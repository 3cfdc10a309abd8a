package io.yizhan.hub.attendance.leave;

import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Which requests a list shows: those that touch [from, to]; null lets all through. */
public record LeaveFilter(
        LocalDate from,
        LocalDate to,
        @Nullable StaffId staff,
        @Nullable AgencyId agency,
        @Nullable LeaveState state) {}
