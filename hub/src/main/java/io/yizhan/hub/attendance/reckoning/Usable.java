package io.yizhan.hub.attendance.reckoning;

import io.yizhan.protocol.id.DeviceId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A reader at which a person could punch, from a day to a day.
 *
 * @param to included; null: still
 */
public record Usable(
        DeviceId device, LocalDate from, @Nullable LocalDate to) {

    public boolean on(LocalDate day) {
        return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }
}
