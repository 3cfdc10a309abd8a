package io.yizhan.hub.attendance.rules;

import org.jspecify.annotations.Nullable;

/**
 * What makes absence 旷工, in half-days. All due slots missed are always the whole day (half, where only one is due).
 *
 * @param lateMin a slot late by at least so many minutes is half a day; null: lateness never is
 * @param earlyMin the same of leaving early
 * @param missedSlots at least so many missed slots in a day are half a day
 */
public record AbsenceRule(
        @Nullable Integer lateMin, @Nullable Integer earlyMin, int missedSlots) {

    public AbsenceRule {
        if ((lateMin != null && lateMin < 1) || (earlyMin != null && earlyMin < 1)) {
            throw new UnfitRulesException(
                    UnfitRulesException.Reason.ABSENCE_FROM_NO_MINUTE,
                    "absence begins at 1 minute or more: " + lateMin + ", " + earlyMin);
        }
        if (missedSlots < 1) {
            throw new UnfitRulesException(
                    UnfitRulesException.Reason.ABSENCE_FROM_NO_SLOT,
                    "absence begins at 1 missed slot or more, not at " + missedSlots);
        }
    }
}
