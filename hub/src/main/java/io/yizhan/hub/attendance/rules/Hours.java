package io.yizhan.hub.attendance.rules;

import io.yizhan.hub.attendance.rules.UnfitRulesException.Reason;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The slots of a day, and of which days.
 *
 * @param season null: all year
 * @param weekdays none: all
 * @param makeUp whether they are those of make-up workdays 调休上班
 */
public record Hours(String name, @Nullable Season season, List<DayOfWeek> weekdays, boolean makeUp, List<Slot> slots) {

    /** Slots of a day. */
    public static final int SLOTS_MIN = 2;

    public static final int SLOTS_MAX = 4;

    /** Characters of a name. */
    public static final int NAME_MAX = 20;

    public Hours {
        weekdays = List.copyOf(weekdays);
        slots = List.copyOf(slots);
        if (name.isBlank() || name.length() > NAME_MAX) {
            throw new UnfitRulesException(
                    Reason.NO_NAME_OF_HOURS, "hours need a name of at most " + NAME_MAX + " characters", NAME_MAX);
        }
        if (slots.size() < SLOTS_MIN || slots.size() > SLOTS_MAX) {
            throw new UnfitRulesException(
                    Reason.COUNT_OF_SLOTS,
                    "the hours \"" + name + "\" have " + slots.size() + " slots: a day has " + SLOTS_MIN + " to "
                            + SLOTS_MAX,
                    name,
                    slots.size(),
                    SLOTS_MIN,
                    SLOTS_MAX);
        }
        checkOrder(name, slots);
    }

    private static void checkOrder(String name, List<Slot> slots) {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            if (!ids.add(slot.id())) {
                throw new UnfitRulesException(
                        Reason.SLOT_TWICE, "the hours \"" + name + "\" have two slots " + slot.id(), name, slot.id());
            }
            Slot before = i == 0 ? null : slots.get(i - 1);
            if (before != null && slot.opens().isBefore(before.closes())) {
                throw new UnfitRulesException(
                        Reason.OVERLAPPING,
                        "the hours \"" + name + "\": " + slot.name() + " opens at "
                                + slot.opens() + ", before " + before.name() + " closes at " + before.closes()
                                + ": slots must not overlap",
                        name,
                        slot.name(),
                        slot.opens(),
                        before.name(),
                        before.closes());
            }
            if (before != null && slot.half().compareTo(before.half()) < 0) {
                throw new UnfitRulesException(
                        Reason.MORNING_AFTER_AFTERNOON,
                        "the hours \"" + name + "\": " + slot.name() + " belongs to the morning, and " + before.name()
                                + " before it to the afternoon",
                        name,
                        slot.name(),
                        before.name());
            }
            if (slot.direction() == Direction.OUT) {
                checkOut(name, slot, before);
            }
        }
    }

    private static void checkOut(String name, Slot slot, @Nullable Slot before) {
        String said = "the hours \"" + name + "\": " + slot.name() + " must open when ";
        if (before == null) {
            throw new UnfitRulesException(
                    Reason.OUT_COMES_FIRST,
                    said + "a slot before it closes, and there is none: who goes must have come",
                    name,
                    slot.name());
        }
        if (!slot.opens().equals(before.closes())) {
            throw new UnfitRulesException(
                    Reason.OUT_OPENS_OTHERWISE,
                    said + before.name() + " closes, at " + before.closes() + ": who goes must have come",
                    name,
                    slot.name(),
                    before.name(),
                    before.closes());
        }
    }

    /** Whether they fit such a weekday on this day. */
    boolean fit(LocalDate day, DayOfWeek weekday) {
        return (season == null || season.holds(day)) && (weekdays.isEmpty() || weekdays.contains(weekday));
    }

    public Optional<Slot> slot(String id) {
        return slots.stream().filter(slot -> slot.id().equals(id)).findFirst();
    }
}
