package io.yizhan.hub.attendance.rules;

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

    private static final int SLOTS_MIN = 2;
    private static final int SLOTS_MAX = 4;

    public Hours {
        weekdays = List.copyOf(weekdays);
        slots = List.copyOf(slots);
        if (slots.size() < SLOTS_MIN || slots.size() > SLOTS_MAX) {
            throw new IllegalArgumentException("the hours \"" + name + "\" have " + slots.size() + " slots: a day has "
                    + SLOTS_MIN + " to " + SLOTS_MAX);
        }
        checkOrder(name, slots);
    }

    private static void checkOrder(String name, List<Slot> slots) {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            if (!ids.add(slot.id())) {
                throw new IllegalArgumentException("the hours \"" + name + "\" have two slots " + slot.id());
            }
            Slot before = i == 0 ? null : slots.get(i - 1);
            if (before != null && slot.opens().isBefore(before.closes())) {
                throw new IllegalArgumentException("the hours \"" + name + "\": " + slot.name() + " opens at "
                        + slot.opens() + ", before " + before.name() + " closes at " + before.closes()
                        + ": slots must not overlap");
            }
            if (before != null && slot.half().compareTo(before.half()) < 0) {
                throw new IllegalArgumentException("the hours \"" + name + "\": " + slot.name()
                        + " belongs to the morning, and " + before.name() + " before it to the afternoon");
            }
            if (slot.direction() == Direction.OUT
                    && (before == null || !slot.opens().equals(before.closes()))) {
                throw new IllegalArgumentException("the hours \"" + name + "\": " + slot.name() + " must open when "
                        + (before == null
                                ? "a slot before it closes, and there is none"
                                : before.name() + " closes, at " + before.closes())
                        + ": who goes must have come");
            }
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
