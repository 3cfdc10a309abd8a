package io.yizhan.hub.attendance.reckoning;

import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.util.List;

/**
 * A person's days at one agency within the days that were reckoned, and what they come to. Who moved has one of each
 * agency.
 */
public record PersonMonth(StaffId staff, AgencyId agency, List<PersonDay> days, Tally sum) {

    public PersonMonth {
        days = List.copyOf(days);
    }
}
