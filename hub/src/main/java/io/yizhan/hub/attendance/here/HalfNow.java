package io.yizhan.hub.attendance.here;

import io.yizhan.hub.attendance.reckoning.PersonDay;
import io.yizhan.hub.attendance.reckoning.SlotOutcome;
import io.yizhan.hub.attendance.rules.Direction;
import io.yizhan.hub.attendance.rules.Half;
import io.yizhan.hub.attendance.rules.Slot;
import java.time.LocalTime;
import java.util.List;

/** The half-day that it is: that of the newest slot which has opened, before the first that of the first. */
final class HalfNow {

    private HalfNow() {}

    static Half half(PersonDay day, LocalTime now) {
        Half half = day.slots().getFirst().slot().half();
        for (SlotOutcome outcome : day.slots()) {
            if (!now.isBefore(outcome.slot().opens())) {
                half = outcome.slot().half();
            }
        }
        return half;
    }

    /** The slots that say who is here: of this half-day, or of the whole day where nobody comes anew in this half. */
    static List<SlotOutcome> slots(PersonDay day, LocalTime now) {
        Half half = half(day, now);
        List<SlotOutcome> ofHalf = day.slots().stream()
                .filter(outcome -> outcome.slot().half() == half)
                .toList();
        boolean comesAnew = ofHalf.stream().anyMatch(outcome -> outcome.slot().direction() == Direction.IN);
        return comesAnew ? ofHalf : day.slots();
    }

    /** Whether people are to be at their counters: from the end of the grace to come to when they are due to go. */
    static boolean isServing(PersonDay day, LocalTime now) {
        if (day.slots().isEmpty()) {
            return false;
        }
        Half half = half(day, now);
        for (SlotOutcome outcome : day.slots()) {
            Slot slot = outcome.slot();
            boolean out = slot.direction() == Direction.OUT;
            if (slot.half() == half && (out ? !now.isBefore(slot.due()) : !now.isAfter(slot.limit()))) {
                return false;
            }
        }
        return true;
    }
}
