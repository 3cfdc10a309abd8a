package io.yizhan.hub.attendance.reckoning;

import io.yizhan.hub.attendance.leave.LeaveType;
import io.yizhan.hub.attendance.rules.Half;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What days come to. Half-days count 1.
 *
 * @param lateMin the minutes of each lateness that absence did not replace, ascending
 * @param earlyMin the same of leaving early
 * @param missed slots that absence did not replace
 * @param leaves by type, business too; a type that did not occur is not there
 * @param corrections granted
 * @param standIns half-days in which the person stood in for somebody (NC 17)
 * @param outages slots that a dead reader excused
 * @param pendingDays of which something is not decided: all other figures are provisional where this is above 0
 */
public record Tally(
        int gross,
        int net,
        int present,
        int absent,
        List<Integer> lateMin,
        List<Integer> earlyMin,
        int missed,
        Map<LeaveType, Leaves> leaves,
        int corrections,
        int standIns,
        int outages,
        int pendingDays) {

    public static final Tally NONE = new Tally(0, 0, 0, 0, List.of(), List.of(), 0, Map.of(), 0, 0, 0, 0);

    /** Leave of one type: whole half-days, and single slots, which are never converted. */
    public record Leaves(int halfDays, int slots) {
        Leaves plus(Leaves other) {
            return new Leaves(halfDays + other.halfDays, slots + other.slots);
        }
    }

    public Tally {
        lateMin = sorted(lateMin);
        earlyMin = sorted(earlyMin);
        leaves = leaves.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(leaves));
    }

    /**
     * Of one day.
     *
     * @param standIns half-days in which the person stood in for somebody
     */
    public static Tally of(PersonDay day, int standIns) {
        List<Integer> late = new ArrayList<>();
        List<Integer> early = new ArrayList<>();
        Map<LeaveType, Leaves> leaves = new EnumMap<>(LeaveType.class);
        int missed = 0;
        int outages = 0;
        for (SlotOutcome slot : day.slots()) {
            switch (slot.mark()) {
                case LATE -> addUnlessReplaced(late, slot);
                case EARLY -> addUnlessReplaced(early, slot);
                case MISSED -> missed += slot.absence() ? 0 : 1;
                case OUTAGE -> outages++;
                case LEAVE, BUSINESS, ON_TIME, PENDING -> {}
            }
        }
        countLeaves(day, leaves);
        PersonDay.HalfDays count = day.count();
        return new Tally(
                count.gross(),
                count.net(),
                count.present(),
                count.absent(),
                late,
                early,
                missed,
                leaves,
                corrections(day),
                standIns,
                outages,
                day.isPending() ? 1 : 0);
    }

    private static void addUnlessReplaced(List<Integer> minutes, SlotOutcome slot) {
        if (!slot.absence()) {
            minutes.add(slot.minutes());
        }
    }

    private static void countLeaves(PersonDay day, Map<LeaveType, Leaves> leaves) {
        for (Half half : Half.values()) {
            day.slots().stream()
                    .filter(slot -> slot.slot().half() == half)
                    .map(SlotOutcome::leave)
                    .filter(leave -> leave != null && leave.coversHalf(day.day(), half))
                    .findFirst()
                    .ifPresent(leave -> leaves.merge(leave.type(), new Leaves(1, 0), Leaves::plus));
        }
        for (SlotOutcome slot : day.slots()) {
            if (slot.leave() != null && !slot.leave().slots().isEmpty()) {
                leaves.merge(slot.leave().type(), new Leaves(0, 1), Leaves::plus);
            }
        }
    }

    private static int corrections(PersonDay day) {
        List<Seen> all = new ArrayList<>(day.outside());
        for (SlotOutcome slot : day.slots()) {
            all.addAll(slot.repeats());
            if (slot.taken() != null) {
                all.add(slot.taken());
            }
        }
        return Math.toIntExact(all.stream().filter(Seen::isCorrection).count());
    }

    public Tally plus(Tally other) {
        return new Tally(
                gross + other.gross,
                net + other.net,
                present + other.present,
                absent + other.absent,
                joined(lateMin, other.lateMin),
                joined(earlyMin, other.earlyMin),
                missed + other.missed,
                joined(leaves, other.leaves),
                corrections + other.corrections,
                standIns + other.standIns,
                outages + other.outages,
                pendingDays + other.pendingDays);
    }

    /** Leave of one type. */
    public Leaves leave(LeaveType type) {
        return leaves.getOrDefault(type, new Leaves(0, 0));
    }

    /** How often lateness was up to each of the steps, and beyond the last: one more figure than steps. */
    public List<Integer> lateBy(List<Integer> stepsMin) {
        List<Integer> counts = new ArrayList<>(Collections.nCopies(stepsMin.size() + 1, 0));
        for (int minutes : lateMin) {
            int step = 0;
            while (step < stepsMin.size() && minutes > stepsMin.get(step)) {
                step++;
            }
            counts.set(step, counts.get(step) + 1);
        }
        return counts;
    }

    private static Map<LeaveType, Leaves> joined(Map<LeaveType, Leaves> one, Map<LeaveType, Leaves> other) {
        if (other.isEmpty()) {
            return one;
        }
        Map<LeaveType, Leaves> both = new EnumMap<>(LeaveType.class);
        both.putAll(one);
        other.forEach((type, sum) -> both.merge(type, sum, Leaves::plus));
        return both;
    }

    private static List<Integer> joined(List<Integer> one, List<Integer> other) {
        if (other.isEmpty()) {
            return one;
        }
        List<Integer> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }

    private static List<Integer> sorted(List<Integer> minutes) {
        return minutes.size() < 2
                ? List.copyOf(minutes)
                : minutes.stream().sorted().toList();
    }
}
