package io.yizhan.hub.report;

import io.yizhan.hub.attendance.leave.LeaveType;
import io.yizhan.hub.attendance.reckoning.Mark;
import io.yizhan.hub.attendance.reckoning.PersonDay;
import io.yizhan.hub.attendance.reckoning.PersonMonth;
import io.yizhan.hub.attendance.reckoning.SlotOutcome;
import io.yizhan.hub.attendance.reckoning.Tally;
import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What a bulletin says of a person. Days are counted in half-days.
 *
 * @param due that the calendar asks for while employed at this agency 应出勤
 * @param net of these, those with a slot that is not excused
 * @param lateBy how often up to each step of the bulletin, and beyond the last
 * @param leaves by type, business too; none that did not occur
 * @param days that were not all on time, each with its slots' outcomes
 */
public record BulletinRow(
        StaffId staff,
        String name,
        int due,
        int net,
        int present,
        int absent,
        int lateCount,
        int lateMinutes,
        List<Integer> lateBy,
        int earlyCount,
        int earlyMinutes,
        int missed,
        List<LeaveSum> leaves,
        int corrections,
        int standIns,
        int outages,
        List<Day> days) {

    /** Leave of one type: half-days, and single slots, which are never converted. */
    public record LeaveSum(LeaveType type, int halfDays, int slots) {}

    /** A day that was not all on time. */
    public record Day(LocalDate day, List<Outcome> outcomes) {
        public Day {
            outcomes = List.copyOf(outcomes);
        }
    }

    /** @param minutes late or early; 0 for other marks */
    public record Outcome(String slot, Mark mark, int minutes, boolean absence) {}

    public BulletinRow {
        lateBy = List.copyOf(lateBy);
        leaves = List.copyOf(leaves);
        days = List.copyOf(days);
    }

    static BulletinRow of(PersonMonth month, String name, List<Integer> lateStepsMin) {
        Tally sum = month.sum();
        List<LeaveSum> leaves = new ArrayList<>();
        sum.leaves().forEach((type, each) -> leaves.add(new LeaveSum(type, each.halfDays(), each.slots())));
        return new BulletinRow(
                month.staff(),
                name,
                sum.gross(),
                sum.net(),
                sum.present(),
                sum.absent(),
                sum.lateMin().size(),
                total(sum.lateMin()),
                sum.lateBy(lateStepsMin),
                sum.earlyMin().size(),
                total(sum.earlyMin()),
                sum.missed(),
                leaves,
                sum.corrections(),
                sum.standIns(),
                sum.outages(),
                month.days().stream()
                        .filter(day -> !isAllOnTime(day))
                        .map(BulletinRow::day)
                        .toList());
    }

    private static int total(List<Integer> minutes) {
        return minutes.stream().mapToInt(Integer::intValue).sum();
    }

    private static boolean isAllOnTime(PersonDay day) {
        return day.slots().stream().allMatch(slot -> switch (slot.mark()) {
            case ON_TIME -> true;
            case LATE, EARLY, MISSED, LEAVE, BUSINESS, OUTAGE, PENDING -> false;
        });
    }

    private static Day day(PersonDay day) {
        return new Day(day.day(), day.slots().stream().map(BulletinRow::outcome).toList());
    }

    private static Outcome outcome(SlotOutcome slot) {
        return new Outcome(slot.slot().name(), slot.mark(), slot.minutes(), slot.absence());
    }

    /** Leave of one type; zeros where it did not occur. */
    public LeaveSum leave(LeaveType type) {
        return leaves.stream()
                .filter(each -> each.type() == type)
                .findFirst()
                .orElseGet(() -> new LeaveSum(type, 0, 0));
    }
}
