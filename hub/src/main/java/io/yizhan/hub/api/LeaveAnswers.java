package io.yizhan.hub.api;

import io.yizhan.hub.attendance.leave.Capacity;
import io.yizhan.hub.attendance.leave.CorrectionRequest;
import io.yizhan.hub.attendance.leave.LeaveRequest;
import io.yizhan.hub.attendance.leave.LeaveState;
import io.yizhan.hub.attendance.leave.LeaveStep;
import io.yizhan.hub.attendance.leave.LeaveType;
import io.yizhan.hub.attendance.leave.WaiverRecord;
import io.yizhan.hub.attendance.roster.Front;
import io.yizhan.hub.attendance.rules.Half;
import io.yizhan.hub.attendance.rules.HalfDay;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What programs get of leave, corrections, dead readers and rosters. */
final class LeaveAnswers {

    private final Answers answers;

    LeaveAnswers(Answers answers) {
        this.answers = answers;
    }

    /**
     * @param toDay the last day that counts: a leave that was cut short ends before its cancellation
     * @param waitsFor whose approvals are missing
     */
    record LeaveOut(
            String id,
            StaffId staff,
            AgencyId agency,
            LeaveType type,
            LocalDate fromDay,
            Half fromHalf,
            LocalDate toDay,
            Half toHalf,
            List<String> slots,
            String reason,
            LeaveState state,
            List<Capacity> needs,
            List<Capacity> waitsFor,
            boolean filed,
            String askedBy,
            @Nullable OffsetDateTime askedAt,
            @Nullable Doubt asked,
            List<StepOut> steps) {}

    /** Something that was decided about a leave. */
    record StepOut(
            LeaveStep.Kind kind,
            @Nullable Capacity as,
            @Nullable String reason,
            @Nullable LocalDate fromDay,
            @Nullable Half fromHalf,
            String by,
            @Nullable OffsetDateTime at,
            @Nullable Doubt time) {}

    /** A correction; {@code at} is of the hall's zone. */
    record CorrectionOut(
            String id,
            StaffId staff,
            AgencyId agency,
            LocalDateTime at,
            String reason,
            String evidence,
            CorrectionRequest.State state,
            String askedBy,
            @Nullable OffsetDateTime askedAt,
            @Nullable Doubt asked,
            @Nullable String decidedBy,
            @Nullable OffsetDateTime decidedAt,
            @Nullable Doubt decided,
            @Nullable String why) {}

    /** A waiver; {@code from} and {@code to} are of the hall's zone. */
    record WaiverOut(
            String id,
            DeviceId device,
            LocalDateTime from,
            LocalDateTime to,
            String reason,
            String evidence,
            boolean stands,
            String grantedBy,
            @Nullable OffsetDateTime grantedAt,
            @Nullable Doubt granted,
            @Nullable String withdrawnBy,
            @Nullable String why) {}

    /**
     * Who is at the front in a half-day.
     *
     * @param staff for who sees only the own record, the own number or none
     */
    record FrontOut(AgencyId agency, LocalDate day, Half half, List<StaffId> staff) {}

    LeaveOut of(LeaveRequest request) {
        return new LeaveOut(
                request.id(),
                request.staff(),
                request.agency(),
                request.leave().type(),
                request.leave().from().day(),
                request.leave().from().half(),
                request.leave().to().day(),
                request.leave().to().half(),
                request.leave().slots(),
                request.reason(),
                request.state(),
                request.needs(),
                request.waitsFor(),
                request.isFiled(),
                request.askedBy(),
                answers.moment(request.asked()),
                answers.doubt(request.asked()),
                request.steps().stream().map(this::of).toList());
    }

    private StepOut of(LeaveStep step) {
        HalfDay from = step.from();
        return new StepOut(
                step.kind(),
                step.as(),
                step.reason(),
                from == null ? null : from.day(),
                from == null ? null : from.half(),
                step.by(),
                answers.moment(step.at()),
                answers.doubt(step.at()));
    }

    CorrectionOut of(CorrectionRequest request) {
        TrueTime decided = request.decided();
        return new CorrectionOut(
                request.id(),
                request.staff(),
                request.agency(),
                request.at(),
                request.reason(),
                request.evidence(),
                request.state(),
                request.askedBy(),
                answers.moment(request.asked()),
                answers.doubt(request.asked()),
                request.decidedBy(),
                answers.moment(decided),
                answers.doubt(decided),
                request.why());
    }

    WaiverOut of(WaiverRecord record) {
        return new WaiverOut(
                record.waiver().id(),
                record.waiver().device(),
                record.waiver().from(),
                record.waiver().to(),
                record.reason(),
                record.evidence(),
                record.stands(),
                record.grantedBy(),
                answers.moment(record.granted()),
                answers.doubt(record.granted()),
                record.withdrawnBy(),
                record.why());
    }

    /** @param own whose own record alone is seen; null where the whole agency's is */
    FrontOut of(Front front, @Nullable StaffId own) {
        return new FrontOut(
                front.agency(),
                front.half().day(),
                front.half().half(),
                front.staff().stream()
                        .filter(staff -> own == null || own.equals(staff))
                        .toList());
    }
}
