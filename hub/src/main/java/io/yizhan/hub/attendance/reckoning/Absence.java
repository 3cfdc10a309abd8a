package io.yizhan.hub.attendance.reckoning;

import io.yizhan.hub.attendance.rules.AbsenceRule;
import io.yizhan.hub.attendance.rules.Half;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A day's half-days: asked for, present, absent 旷工. What makes absence adds up, never above the net half-days; where
 * present and absent would exceed them, present yields.
 */
final class Absence {

    private static final int WHOLE_DAY = 2;

    private Absence() {}

    static PersonDay.HalfDays count(AbsenceRule rule, List<SlotOutcome> slots) {
        Set<Half> gross = EnumSet.noneOf(Half.class);
        Set<Half> net = EnumSet.noneOf(Half.class);
        Set<Half> seen = EnumSet.noneOf(Half.class);
        for (SlotOutcome slot : slots) {
            Half half = slot.slot().half();
            gross.add(half);
            if (!slot.mark().isExcused()) {
                net.add(half);
            }
            if (slot.taken() != null) {
                seen.add(half);
            }
        }
        seen.retainAll(net);
        int made = missed(rule, slots);
        for (SlotOutcome slot : slots) {
            made += isFarBeyond(rule, slot) ? 1 : 0;
        }
        int absent = Math.min(net.size(), made);
        return new PersonDay.HalfDays(gross.size(), net.size(), Math.min(seen.size(), net.size() - absent), absent);
    }

    /** The same slots; those that absence stands in place of say so. */
    static List<SlotOutcome> replaced(AbsenceRule rule, List<SlotOutcome> slots) {
        boolean missed = missed(rule, slots) > 0;
        return slots.stream()
                .map(slot -> (slot.mark() == Mark.MISSED && missed) || isFarBeyond(rule, slot)
                        ? slot.replacedByAbsence()
                        : slot)
                .toList();
    }

    private static boolean isFarBeyond(AbsenceRule rule, SlotOutcome slot) {
        Integer limit = switch (slot.mark()) {
            case LATE -> rule.lateMin();
            case EARLY -> rule.earlyMin();
            case ON_TIME, MISSED, LEAVE, BUSINESS, OUTAGE, PENDING -> null;
        };
        return limit != null && slot.minutes() >= limit;
    }

    /** Half-days that missed slots make. */
    private static int missed(AbsenceRule rule, List<SlotOutcome> slots) {
        long due = slots.stream().filter(slot -> !slot.mark().isExcused()).count();
        long missed = slots.stream().filter(slot -> slot.mark() == Mark.MISSED).count();
        if (missed == 0) {
            return 0;
        }
        if (missed == due) {
            return WHOLE_DAY; // where only one is due, the one net half-day is all that counts of it
        }
        return missed >= rule.missedSlots() ? 1 : 0;
    }
}
