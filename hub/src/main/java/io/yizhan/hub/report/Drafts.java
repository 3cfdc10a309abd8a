package io.yizhan.hub.report;

import io.yizhan.hub.access.Reach;
import io.yizhan.hub.attendance.month.Months;
import io.yizhan.hub.attendance.reckoning.Mark;
import io.yizhan.hub.attendance.reckoning.PersonDay;
import io.yizhan.hub.attendance.reckoning.PersonMonth;
import io.yizhan.hub.attendance.reckoning.SlotOutcome;
import io.yizhan.hub.attendance.rules.AttendanceRules;
import io.yizhan.hub.attendance.rules.Calendar;
import io.yizhan.hub.attendance.rules.DayKind;
import io.yizhan.hub.attendance.rules.RuleBook;
import io.yizhan.hub.attendance.rules.RulesOnRecord;
import io.yizhan.hub.attendance.rules.Slot;
import io.yizhan.hub.staff.Agency;
import io.yizhan.hub.staff.People;
import io.yizhan.hub.staff.StaffMember;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the bulletins of a month would say now. */
public final class Drafts {

    private final ZoneId zone;
    private final Months months;

    public Drafts(ZoneId zone) {
        this.zone = zone;
        this.months = new Months(zone);
    }

    /**
     * Of every agency that had people in this month, and of those that have a bulletin of it and, as is known since,
     * had none; by agency.
     *
     * @param only this one; null for all
     */
    public List<Draft> of(Rows rows, YearMonth month, @Nullable AgencyId only, Instant now) throws SQLException {
        Map<AgencyId, String> agencies = new LinkedHashMap<>();
        for (Agency agency : People.everyAgency(rows)) {
            agencies.put(agency.agency(), agency.name());
        }
        Map<StaffId, String> names = new LinkedHashMap<>();
        for (StaffMember person : People.all(rows)) {
            names.put(person.staff(), person.name());
        }
        Frame frame = Frame.of(rows, month, now, zone);
        Map<AgencyId, List<PersonMonth>> people = new LinkedHashMap<>();
        for (PersonMonth person : months.known(
                        rows, month.atDay(1), month.atEndOfMonth(), new Reach.Within(only, null), now)
                .reckon(month.atDay(1), month.atEndOfMonth())) {
            people.computeIfAbsent(person.agency(), _ -> new ArrayList<>()).add(person);
        }
        for (Bulletins.Version published : Bulletins.ofMonth(rows, month)) {
            if (only == null || only.equals(published.agency())) {
                people.computeIfAbsent(published.agency(), _ -> List.of());
            }
        }
        return people.entrySet().stream()
                .map(each -> frame.draft(
                        each.getKey(),
                        agencies.getOrDefault(each.getKey(), each.getKey().text()),
                        each.getValue(),
                        names))
                .toList();
    }

    /** What is the same for all agencies. */
    private record Frame(YearMonth month, RuleBook rules, Calendar calendar, List<Integer> lateStepsMin, boolean over) {

        static Frame of(Rows rows, YearMonth month, Instant now, ZoneId zone) throws SQLException {
            RuleBook rules = RulesOnRecord.rules(rows);
            List<Integer> steps = rules.on(month.atEndOfMonth())
                    .map(AttendanceRules::lateBucketsMin)
                    .orElse(List.of());
            boolean over = LocalDate.ofInstant(now, zone).isAfter(month.atEndOfMonth());
            return new Frame(month, rules, RulesOnRecord.calendar(rows), steps, over);
        }

        Draft draft(AgencyId agency, String name, List<PersonMonth> people, Map<StaffId, String> names) {
            return new Draft(
                    agency,
                    name,
                    month,
                    sources(),
                    workdays(),
                    lateStepsMin,
                    people.stream()
                            .map(each -> BulletinRow.of(each, name(names, each), lateStepsMin))
                            .toList(),
                    people.stream()
                            .flatMap(each -> pending(each, name(names, each)).stream())
                            .toList(),
                    calendar.missing(month),
                    over);
        }

        private static String name(Map<StaffId, String> names, PersonMonth person) {
            return names.getOrDefault(person.staff(), person.staff().text());
        }

        private List<String> sources() {
            Set<String> sources = new LinkedHashSet<>();
            for (LocalDate day = month.atDay(1); !day.isAfter(month.atEndOfMonth()); day = day.plusDays(1)) {
                rules.on(day).ifPresent(each -> sources.add(each.source()));
            }
            return List.copyOf(sources);
        }

        private int workdays() {
            int halves = 0;
            for (LocalDate day = month.atDay(1); !day.isAfter(month.atEndOfMonth()); day = day.plusDays(1)) {
                AttendanceRules held = rules.on(day).orElse(null);
                DayKind kind = held == null ? DayKind.UNKNOWN : calendar.kind(day, held.weekdays());
                if (held != null && kind.isWorked()) {
                    halves += Math.toIntExact(held.of(day, kind).slots().stream()
                            .map(Slot::half)
                            .distinct()
                            .count());
                }
            }
            return halves;
        }

        private static List<Draft.Pending> pending(PersonMonth person, String name) {
            List<Draft.Pending> pending = new ArrayList<>();
            for (PersonDay day : person.days()) {
                if (day.pending() != null) {
                    pending.add(new Draft.Pending(person.staff(), name, day.day(), null, List.of(day.pending())));
                }
                for (SlotOutcome slot : day.slots()) {
                    if (slot.mark() == Mark.PENDING) {
                        pending.add(new Draft.Pending(
                                person.staff(), name, day.day(), slot.slot().name(), slot.waits()));
                    }
                }
            }
            return pending;
        }
    }
}
