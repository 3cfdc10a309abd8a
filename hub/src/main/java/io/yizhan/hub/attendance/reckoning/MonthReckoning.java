package io.yizhan.hub.attendance.reckoning;

import io.yizhan.hub.staff.Assignment;
import io.yizhan.hub.staff.StandIn;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All people's days of a month, or of any part of one, and what they come to. Pure. */
public final class MonthReckoning {

    private final DayReckoning days;
    private final List<KnownOfPerson> people;
    private final List<Assignment> assignments;
    private final Map<StaffId, List<Assignment>> ofPerson = new HashMap<>();
    private final Map<StaffId, List<StandIn>> ofStandIn = new HashMap<>();

    /** @param people everybody who has an assignment, once */
    public MonthReckoning(
            KnownOfHall hall, List<KnownOfPerson> people, List<Assignment> assignments, List<StandIn> standIns) {
        this.days = new DayReckoning(hall);
        this.people = List.copyOf(people);
        this.assignments = List.copyOf(assignments);
        assignments.forEach(each ->
                ofPerson.computeIfAbsent(each.staff(), _ -> new ArrayList<>()).add(each));
        standIns.forEach(each ->
                ofStandIn.computeIfAbsent(each.b(), _ -> new ArrayList<>()).add(each));
    }

    /** Everybody who is employed on one of these days, both included: by agency, then by staff number. */
    public List<PersonMonth> reckon(LocalDate from, LocalDate to) {
        Map<StaffId, Map<LocalDate, PersonDay>> all = new HashMap<>();
        for (KnownOfPerson person : people) {
            Map<LocalDate, PersonDay> own = new LinkedHashMap<>();
            for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
                if (isEmployed(person.staff(), day)) {
                    own.put(day, days.reckon(person, day));
                }
            }
            all.put(person.staff(), own);
        }
        record Place(StaffId staff, AgencyId agency) {}
        Map<Place, List<PersonDay>> ofAgencies = new LinkedHashMap<>();
        for (Assignment assignment : assignments) {
            all.getOrDefault(assignment.staff(), Map.of()).values().stream()
                    .filter(day -> covers(assignment.from(), assignment.to(), day.day()))
                    .forEach(day -> ofAgencies
                            .computeIfAbsent(new Place(assignment.staff(), assignment.agency()), _ -> new ArrayList<>())
                            .add(day));
        }
        return ofAgencies.entrySet().stream()
                .map(each -> new PersonMonth(
                        each.getKey().staff(),
                        each.getKey().agency(),
                        inOrder(each.getValue()),
                        sum(each.getKey().staff(), each.getValue(), all)))
                .sorted(Comparator.comparing(
                                (PersonMonth month) -> month.agency().text())
                        .thenComparing(month -> month.staff().text()))
                .toList();
    }

    private static List<PersonDay> inOrder(List<PersonDay> days) {
        return days.stream().sorted(Comparator.comparing(PersonDay::day)).toList();
    }

    private boolean isEmployed(StaffId staff, LocalDate day) {
        return ofPerson.getOrDefault(staff, List.of()).stream().anyMatch(each -> covers(each.from(), each.to(), day));
    }

    private Tally sum(StaffId staff, List<PersonDay> own, Map<StaffId, Map<LocalDate, PersonDay>> all) {
        Tally sum = Tally.NONE;
        for (PersonDay day : own) {
            int stoodIn = 0;
            for (StandIn standIn : ofStandIn.getOrDefault(staff, List.of())) {
                PersonDay a = covers(standIn.from(), standIn.to(), day.day())
                        ? all.getOrDefault(standIn.a(), Map.of()).get(day.day())
                        : null;
                stoodIn += a == null ? 0 : StandsIn.halfDays(a, day);
            }
            sum = sum.plus(Tally.of(day, stoodIn));
        }
        return sum;
    }

    private static boolean covers(LocalDate from, @Nullable LocalDate to, LocalDate day) {
        return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }
}
