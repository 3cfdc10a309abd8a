package io.yizhan.hub.api;

import io.yizhan.hub.book.TrueTime;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The bounds of a time that is uncertain, in place of a moment; a side that nothing bounds is null. */
public record Doubt(
        @Nullable OffsetDateTime earliest, @Nullable OffsetDateTime latest) {

    /** Null where the time is a moment. */
    static @Nullable Doubt of(@Nullable TrueTime time, ZoneId zone) {
        return time == null || time.isMoment()
                ? null
                : new Doubt(at(time.span().earliest(), zone), at(time.span().latest(), zone));
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant, ZoneId zone) {
        return instant == null ? null : instant.atZone(zone).toOffsetDateTime();
    }
}
