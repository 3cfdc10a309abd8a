package io.yizhan.hub.staff;

import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Who is an agency's chief representative 首席代表; the former's last day is the one before.
 *
 * @param staff one of its own people; null when it has none from this day on
 * @param from the first day, in the hall's zone
 * @param by the account that recorded it
 */
public record ChiefNamed(AgencyId agency, @Nullable StaffId staff, LocalDate from, String by) implements CareerFact {

    public ChiefNamed {
        HallDays.check("a chief representative's first day", from);
    }
}
