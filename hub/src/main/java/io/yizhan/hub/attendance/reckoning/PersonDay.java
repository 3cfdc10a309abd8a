package io.yizhan.hub.attendance.reckoning;

import io.yizhan.hub.attendance.rules.AttendanceRules;
import io.yizhan.hub.attendance.rules.DayKind;
import io.yizhan.hub.attendance.rules.Half;
import io.yizhan.hub.attendance.rules.Hours;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A person's day, with all that made it so.
 *
 * @param rules that held; null where none did
 * @param hours that held; null on a day that is not worked
 * @param slots none on a day that is not worked
 * @param outside what was seen in no slot: kept and shown
 * @param pending why nothing can be said of the whole day; null where it can
 * @param count in half-days
 */
public record PersonDay(
        LocalDate day,
        DayKind kind,
        @Nullable AttendanceRules rules,
        @Nullable Hours hours,
        List<SlotOutcome> slots,
        List<Seen> outside,
        @Nullable Wait pending,
        HalfDays count) {

    /**
     * Half-days of a day.
     *
     * @param gross that the calendar asks for 应出勤
     * @param net with at least one slot that is not excused
     * @param present with at least one punch that counts
     * @param absent 旷工
     */
    public record HalfDays(int gross, int net, int present, int absent) {
        static final HalfDays NONE = new HalfDays(0, 0, 0, 0);
    }

    public PersonDay {
        slots = List.copyOf(slots);
        outside = List.copyOf(outside);
    }

    public boolean isPending() {
        return pending != null || slots.stream().anyMatch(slot -> slot.mark() == Mark.PENDING);
    }

    /** Whether the calendar asks for this half. */
    public boolean isDue(Half half) {
        return isAny(half, _ -> true);
    }

    /**
     * Whether a punch counts in this half: in an excused slot too, but only where another slot of the half is not
     * excused. Who punches in a half-day of leave is not there.
     */
    public boolean wasThere(Half half) {
        return isAny(half, slot -> !slot.mark().isExcused()) && isAny(half, slot -> slot.taken() != null);
    }

    /**
     * Whether the person is wholly away in this half, which is asked for, and nothing can change that any more. Where a
     * reader was dead nobody knows.
     */
    public boolean wasAway(Half half) {
        return isDue(half)
                && !wasThere(half)
                && !isAny(half, slot -> slot.mark() == Mark.PENDING || slot.mark() == Mark.OUTAGE);
    }

    private boolean isAny(Half half, Predicate<SlotOutcome> which) {
        return slots.stream().anyMatch(slot -> slot.slot().half() == half && which.test(slot));
    }
}
