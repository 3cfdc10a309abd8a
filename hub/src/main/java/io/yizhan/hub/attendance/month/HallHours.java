package io.yizhan.hub.attendance.month;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** From moments to the hall's time of day. */
record HallHours(ZoneId zone) {

    /** Moments that no calendar of people reaches are as good as none. */
    private static final Instant FIRST = Instant.EPOCH;

    private static final Instant LAST = Instant.parse("2999-12-30T00:00:00Z");

    LocalDateTime of(Instant at) {
        Instant near = at.isBefore(FIRST) ? FIRST : at.isAfter(LAST) ? LAST : at;
        return LocalDateTime.ofInstant(near, zone);
    }
}
