package io.yizhan.hub.attendance.reckoning;

import io.yizhan.hub.attendance.rules.Half;

/** The A/B post (NC 17): who is away, and whether the named other one was there. */
public final class StandsIn {

    private StandsIn() {}

    /** Half-days of one day in which A is wholly away, for whatever reason, and a punch of B counts. */
    public static int halfDays(PersonDay a, PersonDay b) {
        int count = 0;
        for (Half half : Half.values()) {
            if (a.wasAway(half) && b.wasThere(half)) {
                count++;
            }
        }
        return count;
    }
}
