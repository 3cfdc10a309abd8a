package io.yizhan.hub.attendance.roster;

import io.yizhan.hub.attendance.rules.HalfDay;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.util.List;

/**
 * Who of an agency is at the front in a half-day for which a roster was set.
 *
 * @param staff by number; none: nobody needs to be there
 */
public record Front(AgencyId agency, HalfDay half, List<StaffId> staff) {

    public Front {
        staff = List.copyOf(staff);
    }
}
