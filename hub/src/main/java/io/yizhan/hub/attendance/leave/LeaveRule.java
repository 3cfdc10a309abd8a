package io.yizhan.hub.attendance.leave;

import io.yizhan.hub.access.Role;
import io.yizhan.hub.attendance.decision.Actor;
import io.yizhan.hub.attendance.decision.Why;
import io.yizhan.protocol.id.StaffId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who approves whose leave (NC 36). Pure.
 *
 * <pre>
 *   an ordinary member of staff                     the chief representative; then it is filed
 *   likewise, where there is no chief, or the       the agency's leader in charge; then it is filed
 *   chief asked for it: nobody approves his own wish
 *   a chief representative, up to half a day        filing alone
 *   a chief representative, longer                  the agency's leader in charge and the centre's
 * </pre>
 */
public final class LeaveRule {

    private static final int HALF_DAYS_OF_CHIEF_MAX = 1;

    private LeaveRule() {}

    /**
     * Whose approvals leave needs; none: filing alone.
     *
     * @param isChief whether the person is the agency's chief representative
     * @param chiefMayApprove whether the agency has one, who did not ask for it himself
     * @param halfDays of work that it takes, together with all that adjoins it
     */
    public static List<Capacity> needs(boolean isChief, boolean chiefMayApprove, int halfDays) {
        if (!isChief) {
            return List.of(chiefMayApprove ? Capacity.CHIEF : Capacity.AGENCY_LEADER);
        }
        return halfDays <= HALF_DAYS_OF_CHIEF_MAX ? List.of() : List.of(Capacity.AGENCY_LEADER, Capacity.CENTRE);
    }

    /** In which office an account may decide at all; null for none. */
    public static @Nullable Capacity office(Role role) {
        return switch (role) {
            case CHIEF_REPRESENTATIVE -> Capacity.CHIEF;
            case AGENCY_LEADER -> Capacity.AGENCY_LEADER;
            case CENTRE_LEADER -> Capacity.CENTRE;
            case ADMIN, CLERK, AUDITOR -> null;
        };
    }

    /**
     * Why this one may not approve, or turn down, this leave; empty when it may.
     *
     * @param chief who is the chief representative of the person's agency now; null for nobody
     */
    public static Optional<Why> objection(LeaveRequest request, Actor actor, @Nullable StaffId chief) {
        if (actor.is(request.askedBy(), request.asker(), request.staff())) {
            return Optional.of(Why.OWN);
        }
        Capacity office = office(actor.role());
        boolean itsTurn = request.needs().isEmpty()
                ? office == Capacity.CENTRE
                : request.waitsFor().contains(office);
        boolean itsAgency = office == Capacity.CENTRE || request.agency().equals(actor.agency());
        boolean inOffice = office != Capacity.CHIEF || (chief != null && chief.equals(actor.staff()));
        return office != null && itsTurn && itsAgency && inOffice ? Optional.empty() : Optional.of(Why.NOT_YOURS);
    }
}
