package io.yizhan.hub.staff;

import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;

/**
 * Somebody works for another agency; on the day of the last move it puts that one right.
 *
 * @param agency where to
 * @param from the first day there, in the hall's zone
 * @param by the account that recorded it
 */
public record StaffMoved(StaffId staff, AgencyId agency, LocalDate from, String by) implements CareerFact {

    public StaffMoved {
        HallDays.check("the day of the move", from);
    }
}
