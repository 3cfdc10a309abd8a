package io.yizhan.hub.attendance.reckoning;

import io.yizhan.hub.attendance.rules.AbsenceRule;
import io.yizhan.hub.attendance.rules.AttendanceRules;
import io.yizhan.hub.attendance.rules.Direction;
import io.yizhan.hub.attendance.rules.Hours;
import io.yizhan.hub.attendance.rules.Slot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Where rules make staying away cheaper than coming late: who misses just these slots of an otherwise good day loses
 * fewer half-days than who is late in them, or leaves early, by the most that is possible. Pure.
 *
 * @param slots the fewest for which it is so; those of a larger set that has them are not told again
 * @param missed half-days of absence that missing them makes
 * @param beyond half-days of absence that being late or early in them makes
 */
public record CheapAbsence(Hours hours, List<Slot> slots, int missed, int beyond) {

    public CheapAbsence {
        slots = List.copyOf(slots);
    }

    /** All of these rules, in the order of their hours; the fewest slots first. */
    public static List<CheapAbsence> of(AttendanceRules rules) {
        List<CheapAbsence> found = new ArrayList<>();
        for (Hours hours : rules.hours()) {
            List<CheapAbsence> ofHours = new ArrayList<>();
            for (int count = 1; count <= hours.slots().size(); count++) {
                for (int set = 1; set < 1 << hours.slots().size(); set++) {
                    if (Integer.bitCount(set) == count) {
                        compare(rules.absence(), hours, chosen(hours, set), ofHours);
                    }
                }
            }
            found.addAll(ofHours);
        }
        return List.copyOf(found);
    }

    private static List<Slot> chosen(Hours hours, int set) {
        List<Slot> chosen = new ArrayList<>();
        for (int i = 0; i < hours.slots().size(); i++) {
            if ((set & 1 << i) != 0) {
                chosen.add(hours.slots().get(i));
            }
        }
        return chosen;
    }

    private static void compare(AbsenceRule rule, Hours hours, List<Slot> chosen, Collection<CheapAbsence> found) {
        if (found.stream().anyMatch(smaller -> chosen.containsAll(smaller.slots))) {
            return;
        }
        int missed = absent(rule, hours, chosen, true);
        int beyond = absent(rule, hours, chosen, false);
        if (missed < beyond) {
            found.add(new CheapAbsence(hours, chosen, missed, beyond));
        }
    }

    private static int absent(AbsenceRule rule, Hours hours, List<Slot> chosen, boolean missing) {
        List<SlotOutcome> day = hours.slots().stream()
                .map(slot -> !chosen.contains(slot)
                        ? outcome(slot, Mark.ON_TIME, 0)
                        : missing ? outcome(slot, Mark.MISSED, 0) : beyond(slot))
                .toList();
        return Absence.count(rule, day).absent();
    }

    private static SlotOutcome beyond(Slot slot) {
        Mark mark = slot.direction() == Direction.IN ? Mark.LATE : Mark.EARLY;
        return slot.mostMin() == 0 ? outcome(slot, Mark.ON_TIME, 0) : outcome(slot, mark, slot.mostMin());
    }

    private static SlotOutcome outcome(Slot slot, Mark mark, int minutes) {
        return new SlotOutcome(slot, mark, minutes, null, null, List.of(), null, null, List.of(), false);
    }
}
