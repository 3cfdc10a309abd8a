package io.yizhan.hub.attendance.month;

import io.yizhan.hub.access.Reach;
import io.yizhan.hub.attendance.reckoning.Mark;
import io.yizhan.hub.attendance.reckoning.PersonDay;
import io.yizhan.hub.attendance.reckoning.PersonMonth;
import io.yizhan.hub.attendance.rules.AttendanceRules;
import io.yizhan.hub.attendance.rules.Calendar;
import io.yizhan.hub.attendance.rules.HolidayYear;
import io.yizhan.hub.attendance.rules.RuleBook;
import io.yizhan.hub.attendance.rules.RulesOnRecord;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whom new rules or holidays would affect: days that come out otherwise under them.
 *
 * @param from the first day that was reckoned under both
 * @param to the last: today
 * @param kind which days these are
 * @param affected by agency, person and day
 * @param days how many days of people were reckoned
 */
public record RuleChange(LocalDate from, LocalDate to, Kind kind, List<Affected> affected, int days) {

    /** Days that are reckoned under both at most: two months, the longest that is open as a rule. */
    public static final int DAYS_MAX = 62;

    /** Days of a trial. */
    private static final int TRIAL_DAYS = 31;

    private static final Reach.Within EVERYBODY = new Reach.Hall().whole();

    /** Which days were reckoned. */
    public enum Kind {
        /** All from the new rules' first day to today. */
        ALL,
        /** The last of them alone: there are more than {@link #DAYS_MAX}. */
        LAST,
        /** The rules begin later: the last days as if they had held then. */
        TRIAL
    }

    public RuleChange {
        affected = List.copyOf(affected);
    }

    /** A person's day that comes out otherwise. */
    public record Affected(StaffId staff, AgencyId agency, PersonDay before, PersonDay after) {}

    /** How many people have such a day. */
    public long people() {
        return affected.stream().map(Affected::staff).distinct().count();
    }

    /** Nothing is changed by asking. */
    public static RuleChange of(Rows rows, AttendanceRules proposed, Instant now, ZoneId zone) throws SQLException {
        LocalDate today = LocalDate.ofInstant(now, zone);
        RuleBook before = RulesOnRecord.rules(rows);
        LocalDate first = proposed.from();
        LocalDate earliest = today.minusDays(DAYS_MAX - 1);
        Kind kind = first.isAfter(today) ? Kind.TRIAL : first.isBefore(earliest) ? Kind.LAST : Kind.ALL;
        LocalDate from = switch (kind) {
            case ALL -> first;
            case LAST -> earliest;
            case TRIAL -> today.minusDays(TRIAL_DAYS - 1);
        };
        RuleBook after = kind == Kind.TRIAL ? before.until(from).with(proposed.beginning(from)) : before.with(proposed);
        Months months = new Months(zone);
        Calendar calendar = RulesOnRecord.calendar(rows);
        return compare(
                from,
                today,
                kind,
                months.known(rows, before, calendar, from, today, EVERYBODY, now)
                        .reckon(from, today),
                months.known(rows, after, calendar, from, today, EVERYBODY, now).reckon(from, today));
    }

    /** The same of a year's holidays, on the last {@link #DAYS_MAX} days. */
    public static RuleChange of(Rows rows, HolidayYear proposed, Instant now, ZoneId zone) throws SQLException {
        LocalDate today = LocalDate.ofInstant(now, zone);
        LocalDate from = today.minusDays(DAYS_MAX - 1);
        List<HolidayYear> years = new ArrayList<>(RulesOnRecord.years(rows));
        years.removeIf(each -> each.year() == proposed.year());
        years.add(proposed);
        RuleBook rules = RulesOnRecord.rules(rows);
        Months months = new Months(zone);
        return compare(
                from,
                today,
                Kind.LAST,
                months.known(rows, from, today, EVERYBODY, now).reckon(from, today),
                months.known(rows, rules, new Calendar(years), from, today, EVERYBODY, now)
                        .reckon(from, today));
    }

    private static RuleChange compare(
            LocalDate from, LocalDate to, Kind kind, List<PersonMonth> before, List<PersonMonth> after) {
        record Place(StaffId staff, AgencyId agency) {}
        Map<Place, PersonMonth> anew = new HashMap<>();
        after.forEach(month -> anew.put(new Place(month.staff(), month.agency()), month));
        List<Affected> affected = new ArrayList<>();
        int days = 0;
        for (PersonMonth month : before) {
            PersonMonth other = anew.get(new Place(month.staff(), month.agency()));
            for (int i = 0; other != null && i < month.days().size(); i++) {
                PersonDay day = month.days().get(i);
                PersonDay then = other.days().get(i); // the same days: who is employed when is no matter of rules
                days++;
                if (!outcome(day).equals(outcome(then))) {
                    affected.add(new Affected(month.staff(), month.agency(), day, then));
                }
            }
        }
        return new RuleChange(from, to, kind, affected, days);
    }

    /** What counts of a day; which minutes a slot is open is nobody's loss. */
    private record Outcome(boolean undecided, PersonDay.HalfDays count, List<Part> parts) {}

    private record Part(Mark mark, int minutes, boolean absence) {}

    private static Outcome outcome(PersonDay day) {
        return new Outcome(
                day.pending() != null,
                day.count(),
                day.slots().stream()
                        .map(slot -> new Part(slot.mark(), slot.minutes(), slot.absence()))
                        .toList());
    }
}
