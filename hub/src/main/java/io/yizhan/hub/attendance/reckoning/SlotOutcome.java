package io.yizhan.hub.attendance.reckoning;

import io.yizhan.hub.attendance.leave.Leave;
import io.yizhan.hub.attendance.leave.Waiver;
import io.yizhan.hub.attendance.rules.Slot;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a slot, and by what.
 *
 * @param minutes late or early, counted from due; 0 for the other marks
 * @param taken the punch that counts; also in an excused slot
 * @param at the minute that counts of it
 * @param repeats others of this slot, kept and ignored
 * @param leave that excuses it
 * @param waiver that excuses it
 * @param waits why it is pending; none for the other marks
 * @param absence whether half-days of absence stand in place of this lateness, early leaving or missed punch
 */
public record SlotOutcome(
        Slot slot,
        Mark mark,
        int minutes,
        @Nullable Seen taken,
        @Nullable LocalTime at,
        List<Seen> repeats,
        @Nullable Leave leave,
        @Nullable Waiver waiver,
        List<Wait> waits,
        boolean absence) {

    public SlotOutcome {
        repeats = List.copyOf(repeats);
        waits = List.copyOf(waits);
    }

    SlotOutcome replacedByAbsence() {
        return new SlotOutcome(slot, mark, minutes, taken, at, repeats, leave, waiver, waits, true);
    }
}
