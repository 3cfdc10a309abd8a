package io.yizhan.hub.staff;

import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody works at the counters no longer: what proves this person is erased everywhere, the records stay.
 *
 * @param lastDay 离开日期: the last day here, in the hall's zone; null for the day of the entry, as in those of older
 *     versions
 * @param by the account that recorded it
 */
public record StaffLeft(StaffId staff, @Nullable LocalDate lastDay, String by) implements HubFact {

    public StaffLeft {
        HallDays.check("the last day", lastDay);
    }
}
