package io.yizhan.hub.follower;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known of a moment: not before, not after; null where nothing is. */
record Span(@Nullable Instant earliest, @Nullable Instant latest) {

    static final Span UNKNOWN = new Span(null, null);

    boolean holds(Instant at) {
        return (earliest == null || !at.isBefore(earliest)) && (latest == null || !at.isAfter(latest));
    }
}
