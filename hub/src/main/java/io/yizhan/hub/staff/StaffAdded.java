package io.yizhan.hub.staff;

import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An agency sends somebody to the counters. Days are of the hall's zone.
 *
 * @param post what the plate says of the person's work; null when nothing
 * @param since 进驻日期: the first day in the hall; null for the day of the entry, as in those of older versions
 * @param counterSince 到窗口日期: the first day at the counter (NC 11, NC 40); null for {@code since}
 * @param by the account that recorded it; null in entries of older versions, and of a hall that is furnished
 */
public record StaffAdded(
        StaffId staff,
        String name,
        AgencyId agency,
        @Nullable String post,
        @Nullable LocalDate since,
        @Nullable LocalDate counterSince,
        @Nullable String by)
        implements CareerFact {

    public StaffAdded {
        HallDays.check("the day in the hall", since);
        HallDays.check("the day at the counter", counterSince);
    }

    /** Somebody whose first day is that of the entry. */
    public StaffAdded(StaffId staff, String name, AgencyId agency, @Nullable String post) {
        this(staff, name, agency, post, null, null, null);
    }
}
