package io.yizhan.hub.attendance.reckoning;

import io.yizhan.hub.attendance.leave.Leave;
import io.yizhan.hub.attendance.leave.Waiver;
import io.yizhan.hub.attendance.rules.AttendanceRules;
import io.yizhan.hub.attendance.rules.DayKind;
import io.yizhan.hub.attendance.rules.Direction;
import io.yizhan.hub.attendance.rules.Hours;
import io.yizhan.hub.attendance.rules.Slot;
import io.yizhan.protocol.id.DeviceId;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * From what is known to a person's day (NC 35). A pure function; the order of what was seen, and its repetition, do not
 * matter. For one thread: it remembers what is asked of everybody on a day.
 *
 * <pre>
 *   slot:  leave? ──────────────────────────────────────────────────────────────────────→ LEAVE, BUSINESS
 *            └ a punch on time (out: and the slot is over)? ────────────────────────────→ ON_TIME
 *                └ a waiver of a reader that touches it? ───────────────────────────────→ OUTAGE
 *                    └ not over, a punch of this slot or another, a reader incomplete? ─→ PENDING
 *                        └ a punch? ──→ LATE, EARLY;  none ──→ MISSED
 * </pre>
 *
 * An uncertain time gets the better outcome, which is its earliest minute for who comes and its latest for who goes: so
 * limits inside its bounds need no cases of their own.
 */
public final class DayReckoning {

    /** A time that is uncertain by more days than this is of more than one slot, whatever the calendar. */
    private static final int DAYS_LOOKED_AT_MAX = 40;

    private final KnownOfHall hall;
    private final Map<LocalDate, Asked> asked = new HashMap<>();

    public DayReckoning(KnownOfHall hall) {
        this.hall = hall;
    }

    public PersonDay reckon(KnownOfPerson person, LocalDate day) {
        Asked asked = asked(day);
        AttendanceRules rules = asked.rules;
        if (rules == null || asked.kind == DayKind.UNKNOWN) {
            Wait.Reason reason = rules == null ? Wait.Reason.NO_RULES : Wait.Reason.NO_CALENDAR;
            return new PersonDay(
                    day,
                    asked.kind,
                    rules,
                    null,
                    List.of(),
                    outside(person, day, List.of()),
                    Wait.of(reason),
                    PersonDay.HalfDays.NONE);
        }
        List<SlotOutcome> outcomes = new ArrayList<>();
        for (Slot slot : asked.slots()) {
            outcomes.add(outcome(person, day, slot));
        }
        PersonDay.HalfDays count = Absence.count(rules.absence(), outcomes);
        return new PersonDay(
                day,
                asked.kind,
                rules,
                asked.hours,
                Absence.replaced(rules.absence(), outcomes),
                outside(person, day, asked.slots()),
                null,
                count);
    }

    /** What is asked of everybody on a day. */
    private record Asked(
            @Nullable AttendanceRules rules,
            DayKind kind,
            @Nullable Hours hours) {
        List<Slot> slots() {
            return hours == null ? List.of() : hours.slots();
        }
    }

    private Asked asked(LocalDate day) {
        return asked.computeIfAbsent(day, each -> {
            AttendanceRules rules = hall.rules().on(each).orElse(null);
            if (rules == null) {
                return new Asked(null, DayKind.UNKNOWN, null);
            }
            DayKind kind = hall.calendar().kind(each, rules.weekdays());
            return new Asked(rules, kind, kind.isWorked() ? rules.of(each, kind) : null);
        });
    }

    private SlotOutcome outcome(KnownOfPerson person, LocalDate day, Slot slot) {
        LocalDateTime opens = day.atTime(slot.opens());
        LocalDateTime closes = day.atTime(slot.closes());
        List<Seen> counting = new ArrayList<>();
        List<Wait> waits = new ArrayList<>();
        for (Seen seen : person.seenOn(day)) {
            if (!seen.mayBeIn(opens, closes)) {
                continue;
            }
            if (isOfOneSlot(seen)) {
                counting.add(seen);
            } else {
                waits.add(Wait.time(seen));
            }
        }
        counting.sort(
                Comparator.comparing((Seen seen) -> minute(slot, day, seen)).thenComparing(Seen::ref));
        Optional<Seen> taken = counting.isEmpty()
                ? Optional.empty()
                : Optional.of(slot.direction() == Direction.IN ? counting.getFirst() : counting.getLast());
        Found found = new Found(
                slot,
                day,
                taken.orElse(null),
                taken.map(seen -> minute(slot, day, seen)).orElse(null),
                counting.stream()
                        .filter(seen -> !seen.equals(taken.orElse(null)))
                        .toList());
        return judged(person, found, waits);
    }

    /** What was found of a slot. */
    private record Found(
            Slot slot,
            LocalDate day,
            @Nullable Seen taken,
            @Nullable LocalTime at,
            List<Seen> repeats) {

        /** What somebody has granted needs no reader that could have told it. */
        boolean isCorrection() {
            return taken != null && taken.isCorrection();
        }

        SlotOutcome as(Mark mark, int minutes, @Nullable Leave leave, @Nullable Waiver waiver, List<Wait> waits) {
            return new SlotOutcome(slot, mark, minutes, taken, at, repeats, leave, waiver, waits, false);
        }
    }

    private SlotOutcome judged(KnownOfPerson person, Found found, List<Wait> uncertain) {
        Slot slot = found.slot();
        LocalDate day = found.day();
        for (Leave leave : person.leaves()) {
            if (leave.covers(day, slot)) {
                Mark mark = leave.type().isBusiness() ? Mark.BUSINESS : Mark.LEAVE;
                return found.as(mark, 0, leave, null, List.of());
            }
        }
        boolean over = !hall.now().isBefore(day.atTime(slot.closes()));
        LocalTime at = found.at();
        int beyond = at == null ? 0 : beyondDue(slot, at);
        boolean onTime = at != null && beyond <= slot.graceMin();
        if (onTime && (over || slot.direction() == Direction.IN)) {
            return found.as(Mark.ON_TIME, 0, null, null, List.of());
        }
        LocalDateTime opens = day.atTime(slot.opens());
        LocalDateTime closes = day.atTime(slot.closes());
        Set<DeviceId> readers = readers(person, reader -> reader.throughout(opens, closes));
        Waiver waiver = waiver(readers, day, slot);
        if (waiver != null) {
            return found.as(Mark.OUTAGE, 0, null, waiver, List.of());
        }
        List<Wait> waits = new ArrayList<>(uncertain);
        if (!over && (at == null || slot.direction() == Direction.OUT)) {
            waits.add(Wait.of(Wait.Reason.NOT_OVER));
        } else {
            Set<DeviceId> asked = readers(person, reader -> reader.within(opens, closes));
            waits.addAll(
                    readers.isEmpty() && !found.isCorrection()
                            ? List.of(Wait.of(Wait.Reason.NO_READER))
                            : incomplete(asked, day, slot, at));
        }
        if (!waits.isEmpty()) {
            return found.as(Mark.PENDING, 0, null, null, waits);
        }
        if (at == null) {
            return found.as(Mark.MISSED, 0, null, null, List.of());
        }
        return found.as(slot.direction() == Direction.IN ? Mark.LATE : Mark.EARLY, beyond, null, null, List.of());
    }

    /** The readers that may still tell what would make it better: before a late punch, after an early one. */
    private List<Wait> incomplete(Set<DeviceId> readers, LocalDate day, Slot slot, @Nullable LocalTime at) {
        LocalDateTime from = day.atTime(at != null && slot.direction() == Direction.OUT ? at : slot.opens());
        LocalDateTime to = day.atTime(at != null && slot.direction() == Direction.IN ? at : slot.closes());
        return readers.stream()
                .filter(reader -> !hall.isComplete(reader, from, to))
                .map(Wait::reader)
                .toList();
    }

    private @Nullable Waiver waiver(Set<DeviceId> readers, LocalDate day, Slot slot) {
        return hall.waivers().stream()
                .filter(each -> readers.contains(each.device()) && each.touches(day, slot))
                .min(Comparator.comparing(Waiver::from).thenComparing(Waiver::id))
                .orElse(null);
    }

    private static Set<DeviceId> readers(KnownOfPerson person, Predicate<Usable> which) {
        Set<DeviceId> readers = new TreeSet<>(Comparator.comparing(DeviceId::text));
        for (Usable reader : person.readers()) {
            if (which.test(reader)) {
                readers.add(reader.device());
            }
        }
        return readers;
    }

    /** Minutes after due for who comes, before due for who goes; below 0 on the good side. */
    private static int beyondDue(Slot slot, LocalTime at) {
        int after = Slot.minuteOf(at) - Slot.minuteOf(slot.due());
        return slot.direction() == Direction.IN ? after : -after;
    }

    /** The minute that counts of what is of this slot: the best that its bounds allow. */
    private static LocalTime minute(Slot slot, LocalDate day, Seen seen) {
        if (slot.direction() == Direction.IN) {
            LocalDateTime opens = day.atTime(slot.opens());
            return (seen.earliest().isBefore(opens) ? opens : seen.earliest()).toLocalTime();
        }
        LocalDateTime last = day.atTime(slot.closes()).minusMinutes(1);
        return (seen.latest().isAfter(last) ? last : seen.latest()).toLocalTime();
    }

    private boolean isOfOneSlot(Seen seen) {
        if (seen.isExact()) {
            return true; // slots do not overlap
        }
        LocalDate first = seen.earliest().toLocalDate();
        LocalDate last = seen.latest().toLocalDate();
        if (first.plusDays(DAYS_LOOKED_AT_MAX).isBefore(last)) {
            return false;
        }
        int touched = 0;
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            for (Slot slot : asked(day).slots()) {
                if (seen.mayBeIn(day.atTime(slot.opens()), day.atTime(slot.closes()))) {
                    touched++;
                }
            }
        }
        return touched <= 1;
    }

    /** What is surely of this day, and of none of its slots. */
    private static List<Seen> outside(KnownOfPerson person, LocalDate day, List<Slot> slots) {
        return person.surelyOn(day).stream()
                .filter(seen -> slots.stream()
                        .noneMatch(slot -> seen.mayBeIn(day.atTime(slot.opens()), day.atTime(slot.closes()))))
                .toList();
    }
}
