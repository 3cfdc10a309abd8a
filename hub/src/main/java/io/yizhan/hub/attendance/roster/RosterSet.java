package io.yizhan.hub.attendance.roster;

import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;

/**
 * Who of an agency is at the front on a day; its other people are at the back. Said again of the same day, the newer
 * word counts.
 *
 * @param morning each once; none: nobody needs to be there
 * @param afternoon likewise
 * @param by the account that decided
 */
public record RosterSet(AgencyId agency, LocalDate day, List<StaffId> morning, List<StaffId> afternoon, String by)
        implements HubFact {

    /** Of a half-day; the largest agencies of a hall have some dozens of people. */
    public static final int FRONT_MAX = 100;

    public RosterSet {
        morning = List.copyOf(morning);
        afternoon = List.copyOf(afternoon);
        for (List<StaffId> half : List.of(morning, afternoon)) {
            if (half.size() > FRONT_MAX) {
                throw new IllegalArgumentException(
                        half.size() + " people at the front of " + agency + ": at most " + FRONT_MAX + " are possible");
            }
            if (new HashSet<>(half).size() < half.size()) {
                throw new IllegalArgumentException("somebody stands twice at the front of " + agency + " on " + day);
            }
        }
    }
}
