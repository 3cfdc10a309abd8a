package io.yizhan.hub.attendance.leave;

import io.yizhan.hub.attendance.rules.HalfDay;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A leave with all that was decided about it.
 *
 * @param leave as it counts, or would: a leave that was cut short ends before its cancellation
 * @param agency for which the person works on the first day
 * @param askedTo its last half-day as it was asked for
 * @param needs whose approvals make it count; none: it counts once it is filed
 * @param steps in their order
 * @param asker whose account or token asked; null for one that is nobody's at the counters
 */
public record LeaveRequest(
        Leave leave,
        StaffId staff,
        AgencyId agency,
        HalfDay askedTo,
        String reason,
        List<Capacity> needs,
        LeaveState state,
        List<LeaveStep> steps,
        TrueTime asked,
        String askedBy,
        @Nullable StaffId asker) {

    public LeaveRequest {
        needs = List.copyOf(needs);
        steps = List.copyOf(steps);
    }

    public String id() {
        return leave.id();
    }

    /** Whose approvals are missing. */
    public List<Capacity> waitsFor() {
        if (state != LeaveState.ASKED) {
            return List.of();
        }
        List<Capacity> approved =
                steps.stream().map(LeaveStep::as).filter(Objects::nonNull).toList();
        return needs.stream().filter(each -> !approved.contains(each)).toList();
    }

    /** Whether the centre has it on file, by its own approval too. */
    public boolean isFiled() {
        return needs.contains(Capacity.CENTRE)
                ? state == LeaveState.GRANTED
                : steps.stream().anyMatch(step -> step.kind() == LeaveStep.Kind.FILED);
    }

    /** Whether it waits to be filed with the centre. */
    public boolean waitsForFiling() {
        return !isFiled() && (state == LeaveState.GRANTED || (state == LeaveState.ASKED && needs.isEmpty()));
    }

    public boolean isCutShort() {
        return !leave.to().equals(askedTo);
    }
}
