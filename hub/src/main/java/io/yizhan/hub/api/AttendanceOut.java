package io.yizhan.hub.api;

import io.yizhan.hub.attendance.leave.Leave;
import io.yizhan.hub.attendance.leave.LeaveType;
import io.yizhan.hub.attendance.leave.Waiver;
import io.yizhan.hub.attendance.reckoning.Mark;
import io.yizhan.hub.attendance.reckoning.PersonDay;
import io.yizhan.hub.attendance.reckoning.PersonMonth;
import io.yizhan.hub.attendance.reckoning.Seen;
import io.yizhan.hub.attendance.reckoning.SlotOutcome;
import io.yizhan.hub.attendance.reckoning.Tally;
import io.yizhan.hub.attendance.reckoning.Wait;
import io.yizhan.hub.attendance.rules.DayKind;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A person's days at one agency, and what they come to; counted in half-days. */
record AttendanceOut(StaffId staff, AgencyId agency, Sum sum, List<Day> days) {

    /** @param pendingDays where above 0 the other figures are provisional */
    record Sum(
            int due,
            int net,
            int present,
            int absent,
            List<Integer> lateMinutes,
            List<Integer> earlyMinutes,
            int missed,
            List<LeaveSum> leaves,
            int corrections,
            int standIns,
            int outages,
            int pendingDays) {}

    /** Leave of one type. */
    record LeaveSum(LeaveType type, int halfDays, int slots) {}

    /** @param pending why nothing can be said of the whole day */
    record Day(LocalDate day, DayKind kind, @Nullable WaitFor pending, List<SlotOf> slots, List<SeenAt> outside) {}

    /** @param at the minute that counts, in the hall's zone; null where nothing does */
    record SlotOf(
            String id,
            String name,
            Mark outcome,
            int minutes,
            boolean absence,
            @Nullable String at,
            List<SeenAt> seen,
            @Nullable String leave,
            @Nullable String waiver,
            List<WaitFor> waits) {}

    /** A punch or a correction; minutes in the hall's zone, the same where the time is exact. */
    record SeenAt(String ref, boolean correction, String earliest, String latest) {}

    /** What must be known or happen first. */
    record WaitFor(
            Wait.Reason reason,
            @Nullable DeviceId device,
            @Nullable String ref) {}

    static AttendanceOut of(PersonMonth month) {
        return new AttendanceOut(
                month.staff(),
                month.agency(),
                sum(month.sum()),
                month.days().stream().map(AttendanceOut::day).toList());
    }

    private static Sum sum(Tally sum) {
        return new Sum(
                sum.gross(),
                sum.net(),
                sum.present(),
                sum.absent(),
                sum.lateMin(),
                sum.earlyMin(),
                sum.missed(),
                sum.leaves().entrySet().stream()
                        .map(each -> new LeaveSum(
                                each.getKey(),
                                each.getValue().halfDays(),
                                each.getValue().slots()))
                        .toList(),
                sum.corrections(),
                sum.standIns(),
                sum.outages(),
                sum.pendingDays());
    }

    private static Day day(PersonDay day) {
        return new Day(
                day.day(),
                day.kind(),
                day.pending() == null ? null : waitFor(day.pending()),
                day.slots().stream().map(AttendanceOut::slot).toList(),
                day.outside().stream().map(AttendanceOut::seen).toList());
    }

    private static SlotOf slot(SlotOutcome slot) {
        Leave leave = slot.leave();
        Waiver waiver = slot.waiver();
        return new SlotOf(
                slot.slot().id(),
                slot.slot().name(),
                slot.mark(),
                slot.minutes(),
                slot.absence(),
                slot.at() == null ? null : slot.at().toString(),
                Stream.concat(Stream.ofNullable(slot.taken()), slot.repeats().stream())
                        .filter(Objects::nonNull)
                        .map(AttendanceOut::seen)
                        .toList(),
                leave == null ? null : leave.id(),
                waiver == null ? null : waiver.id(),
                slot.waits().stream().map(AttendanceOut::waitFor).toList());
    }

    private static SeenAt seen(Seen seen) {
        return new SeenAt(
                seen.ref(),
                seen.isCorrection(),
                seen.earliest().toString(),
                seen.latest().toString());
    }

    private static WaitFor waitFor(Wait wait) {
        return new WaitFor(wait.reason(), wait.device(), wait.ref());
    }
}
