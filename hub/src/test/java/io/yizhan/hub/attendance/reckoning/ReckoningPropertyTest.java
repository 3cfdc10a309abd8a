package io.yizhan.hub.attendance.reckoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.attendance.leave.Leave;
import io.yizhan.hub.attendance.leave.LeaveType;
import io.yizhan.hub.attendance.leave.Waiver;
import io.yizhan.hub.attendance.rules.DayKind;
import io.yizhan.hub.attendance.rules.Half;
import io.yizhan.hub.attendance.rules.HalfDay;
import io.yizhan.hub.attendance.rules.Slot;
import io.yizhan.hub.staff.Assignment;
import io.yizhan.hub.staff.StandIn;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds of every day and month, whatever was punched, granted and lost. */
class ReckoningPropertyTest {

    private static final List<String> RULES = List.of("三次", "三次宽限", "两次", "四次", "早退旷工", "换季", "月中", "十月换季", "十月改四次");
    private static final LocalDate FIRST = LocalDate.of(2026, 9, 28);
    private static final LocalDate LAST = LocalDate.of(2026, 11, 20);
    private static final List<DeviceId> READERS = List.of(new DeviceId("reader-1"), new DeviceId("reader-2"));
    private static final AgencyId AGENCY = new AgencyId("a1");

    /** A hall and its people, made from a seed. */
    private static final class Made {
        final Random random;
        final KnownOfHall hall;
        final List<KnownOfPerson> people = new ArrayList<>();

        Made(long seed) {
            this.random = new Random(seed);
            Map<DeviceId, List<Covered>> complete = new HashMap<>();
            READERS.forEach(reader ->
                    complete.put(reader, List.of(new Covered(FIRST.minusDays(20).atStartOfDay(), moment()))));
            List<Waiver> waivers = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                LocalDateTime from = moment();
                waivers.add(new Waiver(
                        "w" + i, READERS.get(random.nextInt(2)), from, from.plusMinutes(1 + random.nextInt(600))));
            }
            this.hall = new KnownOfHall(
                    ExampleRules.of(RULES.get(random.nextInt(RULES.size()))),
                    ExampleRules.calendar(),
                    complete,
                    waivers,
                    random.nextInt(3) == 0 ? moment() : LAST.plusDays(9).atStartOfDay());
            people.add(person("s1"));
            people.add(person("s2"));
        }

        private KnownOfPerson person(String name) {
            List<Seen> seen = new ArrayList<>();
            for (int i = random.nextInt(60); i > 0; i--) {
                seen.add(punch(name + "/" + i));
            }
            for (int i = random.nextInt(20); i > 0; i--) {
                seen.add(Seen.correction(name + "/correction-" + i, moment()));
            }
            return new KnownOfPerson(new StaffId(name), seen, leaves(), readers());
        }

        /** One of half-days, and single slots of other days; or none. */
        private List<Leave> leaves() {
            List<Leave> leaves = new ArrayList<>();
            if (random.nextBoolean()) {
                HalfDay from =
                        new HalfDay(moment().toLocalDate(), random.nextBoolean() ? Half.MORNING : Half.AFTERNOON);
                HalfDay to = random.nextBoolean() ? from : from.next().next();
                leaves.add(new Leave("l", leaveType(), from, to, List.of()));
            }
            for (int i = random.nextInt(30); i > 0; i--) {
                Leave leave = leaveOfSlot("slot-" + i);
                if (leaves.stream().noneMatch(other -> areOfOneDay(leave, other))) {
                    leaves.add(leave);
                }
            }
            return leaves;
        }

        private Leave leaveOfSlot(String id) {
            LocalDate day = day();
            List<Slot> slots =
                    hall.rules().on(day).orElseThrow().of(day, DayKind.WORKDAY).slots();
            Slot slot = slots.get(random.nextInt(slots.size()));
            HalfDay half = new HalfDay(day, slot.half());
            return new Leave(id, leaveType(), half, half, List.of(slot.id()));
        }

        private LeaveType leaveType() {
            return random.nextBoolean() ? LeaveType.SICK : LeaveType.SITE_VISIT;
        }

        private static boolean areOfOneDay(Leave slot, Leave other) {
            LocalDate day = slot.from().day();
            return !day.isBefore(other.from().day()) && !day.isAfter(other.to().day());
        }

        /** From ever or from some moment on, for good or to some moment; told by the reader, or only wanted. */
        private List<Usable> readers() {
            List<Usable> readers = new ArrayList<>();
            for (DeviceId reader : READERS) {
                LocalDateTime from = random.nextBoolean() ? ExampleRules.FIRST_DAY.atStartOfDay() : moment();
                LocalDateTime to = random.nextInt(3) > 0 ? null : from.plusMinutes(1 + random.nextInt(40_000));
                readers.add(new Usable(reader, from, to, random.nextInt(4) > 0));
            }
            return readers;
        }

        Seen punch(String ref) {
            LocalDateTime at = moment();
            int doubt = switch (random.nextInt(6)) {
                case 0 -> random.nextInt(60);
                case 1 -> random.nextInt(3_000);
                default -> 0;
            };
            return new Seen(ref, READERS.get(random.nextInt(2)), at, at.plusMinutes(doubt));
        }

        private LocalDateTime moment() {
            int days = Math.toIntExact(LAST.toEpochDay() - FIRST.toEpochDay()) + 1;
            return FIRST.plusDays(random.nextInt(days)).atTime(6 + random.nextInt(15), random.nextInt(60));
        }

        LocalDate day() {
            return moment().toLocalDate();
        }

        MonthReckoning months() {
            LocalDate change = day();
            return new MonthReckoning(
                    hall,
                    people,
                    List.of(
                            new Assignment(new StaffId("s1"), AGENCY, FIRST.minusDays(9), change),
                            new Assignment(new StaffId("s1"), new AgencyId("a2"), change.plusDays(1), null),
                            new Assignment(new StaffId("s2"), AGENCY, FIRST.plusDays(3), null)),
                    List.of(new StandIn(new StaffId("s1"), new StaffId("s2"), FIRST, null)));
        }
    }

    @Property(tries = 200)
    void order_and_repetition_of_punches_never_matter(@ForAll long seed) {
        Made made = new Made(seed);
        KnownOfPerson person = made.people.getFirst();
        List<Seen> mixed = new ArrayList<>(person.seen());
        mixed.addAll(person.seen());
        Collections.shuffle(mixed, made.random);
        KnownOfPerson again = new KnownOfPerson(person.staff(), mixed, person.leaves(), person.readers());
        DayReckoning reckoning = new DayReckoning(made.hall);
        for (LocalDate day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
            assertThat(reckoning.reckon(again, day)).isEqualTo(reckoning.reckon(person, day));
        }
    }

    @Property(tries = 500)
    void one_more_punch_never_makes_a_slot_worse(@ForAll long seed) {
        Made made = new Made(seed);
        KnownOfPerson person = made.people.getFirst();
        List<Seen> more = new ArrayList<>(person.seen());
        more.add(made.punch("one-more"));
        KnownOfPerson after = new KnownOfPerson(person.staff(), more, person.leaves(), person.readers());
        DayReckoning reckoning = new DayReckoning(made.hall);
        for (LocalDate day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
            List<SlotOutcome> one = reckoning.reckon(person, day).slots();
            List<SlotOutcome> other = reckoning.reckon(after, day).slots();
            for (int i = 0; i < one.size(); i++) {
                assertThat(isWorse(one.get(i), other.get(i)))
                        .as("%s became %s by %s", one.get(i), other.get(i), more.getLast())
                        .isFalse();
            }
        }
    }

    /** Pending is no outcome: what waited may become anything but missed, and what was well may not begin to wait. */
    private static boolean isWorse(SlotOutcome before, SlotOutcome after) {
        return switch (before.mark()) {
            case ON_TIME -> after.mark() != Mark.ON_TIME;
            case LEAVE, BUSINESS -> after.mark() != before.mark();
            case OUTAGE -> after.mark() != Mark.OUTAGE && after.mark() != Mark.ON_TIME;
            case LATE, EARLY ->
                after.mark() == Mark.MISSED || (after.mark() == before.mark() && after.minutes() > before.minutes());
            case PENDING -> after.mark() == Mark.MISSED;
            case MISSED -> false;
        };
    }

    @Property(tries = 200)
    void a_month_in_parts_is_the_month_as_a_whole(@ForAll long seed, @ForAll @IntRange(min = 0, max = 52) int cut) {
        Made made = new Made(seed);
        MonthReckoning reckoning = made.months();
        LocalDate end = FIRST.plusDays(cut);
        Map<String, PersonMonth> whole = byPlace(reckoning.reckon(FIRST, LAST));
        Map<String, PersonMonth> parts = byPlace(reckoning.reckon(FIRST, end));
        byPlace(reckoning.reckon(end.plusDays(1), LAST))
                .forEach((place, second) -> parts.merge(
                        place,
                        second,
                        (one, other) -> new PersonMonth(
                                one.staff(),
                                one.agency(),
                                joined(one.days(), other.days()),
                                one.sum().plus(other.sum()))));
        assertThat(parts).isEqualTo(whole);
    }

    @Property(tries = 200)
    void present_and_absent_never_exceed_what_is_due(@ForAll long seed) {
        Made made = new Made(seed);
        for (PersonMonth month : made.months().reckon(FIRST, LAST)) {
            for (PersonDay day : month.days()) {
                PersonDay.HalfDays count = day.count();
                assertThat(count.present() + count.absent()).isLessThanOrEqualTo(count.net());
                assertThat(count.net()).isLessThanOrEqualTo(count.gross());
            }
        }
    }

    private static Map<String, PersonMonth> byPlace(List<PersonMonth> months) {
        Map<String, PersonMonth> places = new HashMap<>();
        months.forEach(month -> places.put(month.staff() + " " + month.agency(), month));
        return places;
    }

    private static List<PersonDay> joined(List<PersonDay> one, List<PersonDay> other) {
        List<PersonDay> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }
}
