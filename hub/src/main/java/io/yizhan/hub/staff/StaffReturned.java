package io.yizhan.hub.staff;

import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;

/**
 * Somebody who has left is here again, at the agency of the last day: back after a time, or never gone and recorded so
 * by mistake (the day after the last day; then it is as if nobody had left). Consent, fingers and PIN are given anew.
 *
 * @param from the first day, in the hall's zone
 * @param by the account that recorded it
 */
public record StaffReturned(StaffId staff, LocalDate from, String by) implements CareerFact {

    public StaffReturned {
        HallDays.check("the day of the return", from);
    }
}
