package io.yizhan.hub.staff;

import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;

/**
 * Since when somebody is here is put right: the paper comes late, and older versions knew the day of recording alone.
 *
 * @param since the first day in the hall, in its zone
 * @param counterSince the first day at the counter; not before {@code since}
 * @param by the account that recorded it
 */
public record TenureCorrected(StaffId staff, LocalDate since, LocalDate counterSince, String by) implements CareerFact {

    public TenureCorrected {
        HallDays.check("the day in the hall", since);
        HallDays.check("the day at the counter", counterSince);
    }
}
