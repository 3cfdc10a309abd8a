package io.yizhan.hub.staff;

import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Who stands in while the A person is away (A/B post, NC 17); the former stand-in's last day is the one before.
 *
 * @param a whose post it is
 * @param b another of the same agency; null when nobody stands in from this day on
 * @param from the first day, in the hall's zone
 * @param by the account that recorded it
 */
public record StandInNamed(StaffId a, @Nullable StaffId b, LocalDate from, String by) implements CareerFact {

    public StandInNamed {
        HallDays.check("a stand-in's first day", from);
        if (a.equals(b)) {
            throw new IllegalArgumentException(a + " cannot stand in for " + a + ": name another person");
        }
    }
}
