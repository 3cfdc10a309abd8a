package io.yizhan.hub.staff;

import io.yizhan.protocol.id.AgencyId;
import java.time.LocalDate;

/**
 * An agency has left the hall; its people have moved or left before.
 *
 * @param lastDay its last, in the hall's zone
 * @param by the account that recorded it
 */
public record AgencyGone(AgencyId agency, LocalDate lastDay, String by) implements CareerFact {

    public AgencyGone {
        HallDays.check("an agency's last day", lastDay);
    }
}
