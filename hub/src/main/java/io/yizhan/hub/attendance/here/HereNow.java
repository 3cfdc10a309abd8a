package io.yizhan.hub.attendance.here;

import io.yizhan.hub.access.Reach;
import io.yizhan.hub.attendance.month.Months;
import io.yizhan.hub.attendance.reckoning.PersonDay;
import io.yizhan.hub.attendance.reckoning.PersonMonth;
import io.yizhan.hub.attendance.roster.Front;
import io.yizhan.hub.attendance.roster.Rosters;
import io.yizhan.hub.attendance.rules.Half;
import io.yizhan.hub.staff.Agency;
import io.yizhan.hub.staff.Careers;
import io.yizhan.hub.staff.People;
import io.yizhan.hub.staff.StandIn;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who is here at a moment, by agency.
 *
 * @param half that it is; null on a day that nobody works
 */
public record HereNow(@Nullable Half half, List<Person> people, List<Alarm> alarms) {

    public HereNow {
        people = List.copyOf(people);
        alarms = List.copyOf(alarms);
    }

    /** Where somebody is to be in this half-day by the roster. */
    public enum Place {
        FRONT,
        BACK,
        /** No roster was set. */
        ANYWHERE
    }

    /** Somebody who works at this agency today. */
    public record Person(StaffId staff, AgencyId agency, Place place, Whereabouts where) {}

    /** What needs somebody now. */
    public sealed interface Alarm {

        /** What of it is for who may see so much: a B person sees that A is away, and not for what. */
        Optional<Alarm> within(Reach reach, Map<StaffId, AgencyId> agencies);

        /**
         * Nobody of those whom the roster has at the front is there (NC 18).
         *
         * @param front who of them still works for the agency: none where all have left it since
         * @param reader that has not told what it knows; null where all are heard
         */
        record Unmanned(
                AgencyId agency,
                List<StaffId> front,
                @Nullable DeviceId reader) implements Alarm {

            @Override
            public Optional<Alarm> within(Reach reach, Map<StaffId, AgencyId> agencies) {
                return reach.covers(agency) ? Optional.of(this) : Optional.empty();
            }
        }

        /** A is away, and the named B is not at the counter either (NC 17). */
        record Uncovered(AgencyId agency, StaffId a, StaffId b, Whereabouts where) implements Alarm {

            @Override
            public Optional<Alarm> within(Reach reach, Map<StaffId, AgencyId> agencies) {
                if (reach.covers(agency, a)) {
                    return Optional.of(this);
                }
                return reach.covers(agencies.get(b), b)
                        ? Optional.of(new Uncovered(agency, a, b, where.withoutLeave()))
                        : Optional.empty();
            }
        }
    }

    /** What this reach covers of it; an agency's front is for who sees the whole agency. */
    public HereNow within(Reach reach) {
        Map<StaffId, AgencyId> agencies = new HashMap<>();
        people.forEach(person -> agencies.put(person.staff, person.agency));
        return new HereNow(
                half,
                people.stream()
                        .filter(person -> reach.covers(person.agency, person.staff))
                        .toList(),
                alarms.stream()
                        .map(alarm -> alarm.within(reach, agencies))
                        .flatMap(Optional::stream)
                        .toList());
    }

    /** How many are in this state. */
    public long count(Whereabouts.State state) {
        return people.stream().filter(person -> person.where.state() == state).count();
    }

    /** @param heard whether a reader is on the network now: what another has seen comes later */
    public static HereNow of(Rows rows, Instant now, ZoneId zone, Predicate<DeviceId> heard) throws SQLException {
        LocalDate today = LocalDate.ofInstant(now, zone);
        LocalTime time = LocalTime.ofInstant(now, zone);
        Months months = new Months(zone);
        Map<StaffId, Set<DeviceId>> readers = months.readers(rows, today);
        List<PersonMonth> days =
                months.known(rows, today, today, new Reach.Hall().whole(), now).reckon(today, today);
        Half half = days.stream()
                .map(month -> month.days().getFirst())
                .filter(day -> !day.slots().isEmpty())
                .findFirst()
                .map(day -> HalfNow.half(day, time))
                .orElse(null);
        Set<AgencyId> inHall =
                People.agencies(rows).stream().map(Agency::agency).collect(Collectors.toSet());
        List<Front> fronts = Rosters.fronts(rows, today, today).stream()
                .filter(front -> front.half().half() == half && inHall.contains(front.agency()))
                .toList();
        List<Person> people = new ArrayList<>();
        Map<StaffId, Person> serving = new HashMap<>();
        for (PersonMonth month : days) {
            PersonDay day = month.days().getFirst();
            Set<DeviceId> silent = new HashSet<>(readers.getOrDefault(month.staff(), Set.of()));
            silent.removeIf(heard);
            Person person =
                    new Person(month.staff(), month.agency(), place(fronts, month), Whereabouts.of(day, time, silent));
            people.add(person);
            if (HalfNow.isServing(day, time)) {
                serving.put(person.staff, person);
            }
        }
        people.sort(Comparator.comparing((Person person) -> person.agency.text())
                .thenComparing(Person::place)
                .thenComparing(person -> person.where.state())
                .thenComparing(person -> person.staff.text()));
        return new HereNow(half, people, alarms(fronts, Careers.standIns(rows, today, today), serving));
    }

    private static Place place(List<Front> fronts, PersonMonth person) {
        return fronts.stream()
                .filter(front -> front.agency().equals(person.agency()))
                .findFirst()
                .map(front -> front.staff().contains(person.staff()) ? Place.FRONT : Place.BACK)
                .orElse(Place.ANYWHERE);
    }

    private static List<Alarm> alarms(List<Front> fronts, List<StandIn> standIns, Map<StaffId, Person> serving) {
        List<Alarm> alarms = new ArrayList<>();
        for (Front front : fronts) {
            List<Person> asked = front.staff().stream()
                    .flatMap(staff -> Optional.ofNullable(serving.get(staff)).stream())
                    .filter(person -> person.agency.equals(front.agency()))
                    .toList();
            boolean needsSomebody = !front.staff().isEmpty() && !serving.isEmpty(); // also where all of them have left
            if (needsSomebody && asked.stream().noneMatch(HereNow::isHere)) {
                DeviceId reader = asked.stream()
                        .flatMap(person -> Optional.ofNullable(person.where.reader()).stream())
                        .findFirst()
                        .orElse(null);
                alarms.add(new Alarm.Unmanned(
                        front.agency(), asked.stream().map(Person::staff).toList(), reader));
            }
        }
        for (StandIn pair : standIns) {
            Person a = serving.get(pair.a());
            Person b = serving.get(pair.b());
            boolean covered = b != null && (isHere(b) || b.where.state() == Whereabouts.State.PENDING);
            if (a != null && a.where.isAway() && !covered) {
                alarms.add(new Alarm.Uncovered(a.agency, pair.a(), pair.b(), a.where));
            }
        }
        return alarms;
    }

    private static boolean isHere(Person person) {
        return person.where.state() == Whereabouts.State.HERE;
    }
}
