package io.yizhan.hub.staff;

import io.yizhan.hub.book.Entry;
import io.yizhan.hub.book.RuleBrokenException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Days in facts of the staff: paper comes late, so they may be past, but a slip of the pen is no day. */
public final class HallDays {

    static final LocalDate EARLIEST = LocalDate.of(1950, 1, 1);
    static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

    /** What is planned is entered so many days ahead at most. */
    static final int AHEAD_DAYS_MAX = 366;

    private final ZoneId zone;

    HallDays(ZoneId zone) {
        this.zone = zone;
    }

    /** Whether it is within the years in which a hall's people work. */
    public static boolean canBeMeant(LocalDate day) {
        return !day.isBefore(EARLIEST) && !day.isAfter(LATEST);
    }

    /** @throws IllegalArgumentException for a day that cannot be meant */
    static void check(String what, @Nullable LocalDate day) {
        if (day != null && !canBeMeant(day)) {
            throw new IllegalArgumentException(
                    what + " is " + day + ", outside " + EARLIEST + " to " + LATEST + ": look at the year");
        }
    }

    LocalDate of(Entry entry) {
        return day(entry.time().at());
    }

    /** What happens once: nobody has moved or left before the day has come. */
    void notAhead(Entry entry, String what, LocalDate day) throws RuleBrokenException {
        if (day.isAfter(day(entry.time().latest()))) {
            throw new RuleBrokenException(
                    StaffRule.NOT_YET, what + " is " + day + ", which has not come yet: record it on that day", day);
        }
    }

    /** What may be planned. */
    void notFarAhead(Entry entry, String what, LocalDate day) throws RuleBrokenException {
        if (day.isAfter(day(entry.time().latest()).plusDays(AHEAD_DAYS_MAX))) {
            throw new RuleBrokenException(
                    StaffRule.TOO_FAR_AHEAD,
                    what + " is " + day + ", more than " + AHEAD_DAYS_MAX + " days ahead: look at the year",
                    day,
                    AHEAD_DAYS_MAX);
        }
    }

    private LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, zone);
    }
}
