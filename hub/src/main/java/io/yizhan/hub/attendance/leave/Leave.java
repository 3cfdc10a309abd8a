package io.yizhan.hub.attendance.leave;

import io.yizhan.hub.attendance.rules.Half;
import io.yizhan.hub.attendance.rules.HalfDay;
import io.yizhan.hub.attendance.rules.Slot;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;

/**
 * Leave that was granted: half-days without a gap, or single slots of one day.
 *
 * @param id of the request
 * @param from the first half-day; of single slots that of the first of them
 * @param to the last half-day, included; of single slots that of the last of them
 * @param slots ids of the slots that are excused; none: whole half-days
 */
public record Leave(String id, LeaveType type, HalfDay from, HalfDay to, List<String> slots) {

    public Leave {
        slots = List.copyOf(slots);
        if (to.compareTo(from) < 0) {
            throw new IllegalArgumentException("the leave ends before it begins: " + from + " to " + to);
        }
        if (!slots.isEmpty() && !from.day().equals(to.day())) {
            throw new IllegalArgumentException(
                    "leave of single slots is of one day: " + from.day() + " to " + to.day());
        }
    }

    /** Whether it excuses this slot on this day. */
    public boolean covers(LocalDate day, Slot slot) {
        return slots.isEmpty() ? covers(new HalfDay(day, slot.half())) : isOf(day) && slots.contains(slot.id());
    }

    /** Whether it takes this whole half-day. */
    public boolean coversHalf(LocalDate day, Half half) {
        return slots.isEmpty() && covers(new HalfDay(day, half));
    }

    /** Whether both take the same half-day or the same slot. */
    boolean overlaps(Leave other) {
        boolean touch = from.compareTo(other.to) <= 0 && other.from.compareTo(to) <= 0;
        boolean bothOfSlots = !slots.isEmpty() && !other.slots.isEmpty();
        return touch && (!bothOfSlots || !Collections.disjoint(slots, other.slots));
    }

    private boolean covers(HalfDay half) {
        return from.compareTo(half) <= 0 && half.compareTo(to) <= 0;
    }

    private boolean isOf(LocalDate day) {
        return from.day().equals(day);
    }
}
