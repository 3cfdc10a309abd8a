package io.yizhan.hub.staff;

import java.time.LocalDate;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/** How long somebody is at the counter, and what is to be watched in it. */
public final class Tenure {

    /** A chief representative's time to watch (NC 11). */
    public static final Period CHIEF_WATCHED = Period.ofYears(5);

    /** Others' (NC 11). */
    public static final Period STAFF_WATCHED = Period.ofYears(2);

    /** So long at the counter by the year's end, for the centre's appraisal of that year (NC 40). */
    public static final Period APPRAISED = Period.ofMonths(6);

    private Tenure() {}

    /** What there is to say of it. */
    public enum Watch {
        /** The first day is yet to come. */
        AHEAD,
        /** Under half a year at the counter by this year's end: too short for its appraisal. */
        SHORT,
        NOTHING,
        /** Two years or more at the counter. */
        LONG,
        /** Five years or more as chief representative. */
        LONG_CHIEF
    }

    /**
     * What is to be watched on this day.
     *
     * @param chiefSince since when the person is chief representative; null for who is none
     */
    public static Watch on(LocalDate today, LocalDate counterSince, @Nullable LocalDate chiefSince) {
        if (counterSince.isAfter(today)) {
            return Watch.AHEAD;
        }
        LocalDate nextYear = LocalDate.of(today.getYear() + 1, 1, 1); // 31 December still counts
        if (counterSince.plus(APPRAISED).isAfter(nextYear)) {
            return Watch.SHORT;
        }
        if (chiefSince != null) {
            return chiefSince.plus(CHIEF_WATCHED).isAfter(today) ? Watch.NOTHING : Watch.LONG_CHIEF;
        }
        return counterSince.plus(STAFF_WATCHED).isAfter(today) ? Watch.NOTHING : Watch.LONG;
    }
}
