package io.yizhan.hub.attendance.roster;

import io.yizhan.hub.attendance.decision.Actor;
import io.yizhan.hub.attendance.decision.Decided;
import io.yizhan.hub.attendance.decision.Deciding;
import io.yizhan.hub.attendance.decision.NotDecidedException;
import io.yizhan.hub.attendance.decision.Why;
import io.yizhan.hub.staff.Assignment;
import io.yizhan.hub.staff.Careers;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Sets rosters: for today and later, since who should have been where is not rewritten. For any thread. */
public final class RosterDecisions {

    private static final int DAYS_AHEAD_MAX = 366;
    private static final int DAYS_AT_ONCE_MAX = 31;

    private final Deciding deciding;

    public RosterDecisions(Deciding deciding) {
        this.deciding = deciding;
    }

    /** Who is at the front on a day. */
    public record Day(LocalDate day, List<StaffId> morning, List<StaffId> afternoon) {

        public Day {
            morning = List.copyOf(morning);
            afternoon = List.copyOf(afternoon);
        }
    }

    /** All of these days, or none. */
    public Decided set(AgencyId agency, List<Day> days, Actor actor) {
        return deciding.decide(tx -> {
            if (days.size() > DAYS_AT_ONCE_MAX) {
                throw new NotDecidedException(
                        Why.TOO_LONG,
                        "a roster of " + days.size() + " days: at most " + DAYS_AT_ONCE_MAX + " are set at once",
                        DAYS_AT_ONCE_MAX);
            }
            for (Day day : days) {
                check(tx, agency, day);
                deciding.enter(
                        tx,
                        new RosterSet(
                                agency,
                                day.day,
                                day.morning.stream().distinct().toList(),
                                day.afternoon.stream().distinct().toList(),
                                actor.account()));
            }
            return agency.text();
        });
    }

    private void check(Rows rows, AgencyId agency, Day day) throws SQLException, NotDecidedException {
        LocalDate today = deciding.now().toLocalDate();
        if (day.day.isBefore(today)) {
            throw new NotDecidedException(
                    Why.PAST_DAY, day.day + " is over: a roster is set for today and later", day.day);
        }
        if (day.day.isAfter(today.plusDays(DAYS_AHEAD_MAX))) {
            throw new NotDecidedException(
                    Why.TOO_FAR, day.day + " is more than " + DAYS_AHEAD_MAX + " days ahead", DAYS_AHEAD_MAX);
        }
        Set<StaffId> own = Careers.assignments(rows, day.day, day.day).stream()
                .filter(each -> each.agency().equals(agency))
                .map(Assignment::staff)
                .collect(Collectors.toSet());
        for (List<StaffId> half : List.of(day.morning, day.afternoon)) {
            if (half.size() > RosterSet.FRONT_MAX) {
                throw new NotDecidedException(
                        Why.TOO_MANY,
                        "at most " + RosterSet.FRONT_MAX + " people of an agency are at the front",
                        RosterSet.FRONT_MAX);
            }
            for (StaffId staff : half) {
                if (!own.contains(staff)) {
                    throw new NotDecidedException(
                            Why.FOREIGN, staff + " does not work for " + agency + " on " + day.day, staff, day.day);
                }
            }
        }
    }
}
