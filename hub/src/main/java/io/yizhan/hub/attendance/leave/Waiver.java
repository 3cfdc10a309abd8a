package io.yizhan.hub.attendance.leave;

import io.yizhan.protocol.id.DeviceId;
import java.time.LocalDateTime;

/**
 * An admin's word that a reader was dead in [from, to), in the hall's time (设备故障/停电豁免).
 *
 * @param id of the decision
 */
public record Waiver(String id, DeviceId device, LocalDateTime from, LocalDateTime to) {

    public Waiver {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("the waiver ends at " + to + ", not after its begin at " + from);
        }
    }

    /** Whether it touches the time from {@code start} to {@code end}, both minutes included. */
    public boolean touches(LocalDateTime start, LocalDateTime end) {
        return from.isBefore(end.plusMinutes(1)) && to.isAfter(start);
    }
}
