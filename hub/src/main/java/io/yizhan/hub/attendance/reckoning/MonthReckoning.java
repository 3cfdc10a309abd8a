package io.yizhan.hub.attendance.reckoning;

import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All people's days of a month, or of any part of one, and what they come to. Pure. */
public final class MonthReckoning {

    private final DayReckoning days;
    private final List<KnownOfPerson> people;
    private final List<Posting> postings;
    private final List<Pairing> pairings;

    /** @param people everybody who has a posting, once */
    public MonthReckoning(
            KnownOfHall hall, List<KnownOfPerson> people, List<Posting> postings, List<Pairing> pairings) {
        this.days = new DayReckoning(hall);
        this.people = List.copyOf(people);
        this.postings = List.copyOf(postings);
        this.pairings = List.copyOf(pairings);
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
        for (Posting posting : postings) {
            all.getOrDefault(posting.staff(), Map.of()).values().stream()
                    .filter(day -> posting.on(day.day()))
                    .forEach(day -> ofAgencies
                            .computeIfAbsent(new Place(posting.staff(), posting.agency()), _ -> new ArrayList<>())
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
        return postings.stream().anyMatch(each -> each.staff().equals(staff) && each.on(day));
    }

    private Tally sum(StaffId staff, List<PersonDay> own, Map<StaffId, Map<LocalDate, PersonDay>> all) {
        Tally sum = Tally.NONE;
        for (PersonDay day : own) {
            int standIns = 0;
            for (Pairing pairing : pairings) {
                PersonDay a = pairing.b().equals(staff) && pairing.on(day.day())
                        ? all.getOrDefault(pairing.a(), Map.of()).get(day.day())
                        : null;
                standIns += a == null ? 0 : StandsIn.halfDays(a, day);
            }
            sum = sum.plus(Tally.of(day, standIns));
        }
        return sum;
    }
}
