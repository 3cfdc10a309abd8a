package io.yizhan.hub.attendance.leave;

import io.yizhan.hub.attendance.rules.Direction;
import io.yizhan.hub.attendance.rules.Slot;
import io.yizhan.protocol.id.DeviceId;
import java.time.LocalDate;
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

    /**
     * Whether it touches this slot between opening and the end of grace (in), or between the start of grace and closing
     * (out): then it excuses.
     */
    public boolean touches(LocalDate day, Slot slot) {
        boolean in = slot.direction() == Direction.IN;
        LocalDateTime start = day.atTime(in ? slot.opens() : slot.limit());
        LocalDateTime end = in ? day.atTime(slot.limit()).plusMinutes(1) : day.atTime(slot.closes());
        return from.isBefore(end) && to.isAfter(start);
    }
}
