package io.yizhan.hub.attendance.leave;

import io.yizhan.hub.attendance.rules.HalfDay;
import io.yizhan.protocol.id.StaffId;
import java.util.List;

/**
 * Leave as somebody asks for it.
 *
 * @param slots ids of slots of the first day; then the half-days follow from them; none: whole half-days
 */
public record LeaveWish(StaffId staff, LeaveType type, HalfDay from, HalfDay to, List<String> slots, String reason) {

    public LeaveWish {
        slots = List.copyOf(slots);
    }
}
