package io.yizhan.hub.attendance;

import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Which punches are asked for: those of the days {@code from} to {@code to}, both included; null filters nothing. */
public record PunchFilter(
        LocalDate from,
        LocalDate to,
        @Nullable StaffId staff,
        @Nullable AgencyId agency,
        @Nullable DeviceId device) {

    /** All of one day. */
    public static PunchFilter of(LocalDate day) {
        return new PunchFilter(day, day, null, null, null);
    }
}
