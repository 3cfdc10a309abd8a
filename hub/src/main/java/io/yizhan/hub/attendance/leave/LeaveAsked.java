package io.yizhan.hub.attendance.leave;

import io.yizhan.hub.attendance.rules.HalfDay;
import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Leave, a trip or a site visit is asked for.
 *
 * @param leave its id, unique in the hall
 * @param agency for which the person works on the first day
 * @param to the last half-day, included
 * @param slots ids of slots of one day; none: whole half-days
 * @param needs whose approvals make it count; none: it counts once it is filed with the centre
 * @param by the account that asked
 */
public record LeaveAsked(
        String leave,
        StaffId staff,
        AgencyId agency,
        LeaveType type,
        HalfDay from,
        HalfDay to,
        List<String> slots,
        String reason,
        List<Capacity> needs,
        String by)
        implements HubFact {

    /** Of one request; a birth's leave is the longest. */
    public static final int DAYS_MAX = 366;

    public LeaveAsked {
        slots = List.copyOf(slots);
        needs = List.copyOf(needs);
        Texts.check("reason", reason);
        Leave asked = new Leave(leave, type, from, to, slots);
        long days = ChronoUnit.DAYS.between(asked.from().day(), asked.to().day()) + 1;
        if (days > DAYS_MAX) {
            throw new IllegalArgumentException("leave of " + days + " days: one request has at most " + DAYS_MAX);
        }
    }
}
