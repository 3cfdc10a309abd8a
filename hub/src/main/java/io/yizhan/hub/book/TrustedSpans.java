package io.yizhan.hub.book;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When one boot of the hub was on the wall clock: stretches of its uptime in which the clock was trusted and was not
 * stepped. Pure.
 */
record TrustedSpans(List<Stretch> stretches) {

    TrustedSpans {
        stretches = List.copyOf(stretches);
    }

    /** A stretch, both ends included; wall time is uptime plus {@code wallMinusUpMs}. In the order of their uptimes. */
    record Stretch(long fromUp, long toUp, long wallMinusUpMs) {

        private boolean holds(long up) {
            return fromUp <= up && up <= toUp;
        }

        private Span at(long up) {
            long distance = up < fromUp ? fromUp - up : Math.max(0, up - toUp);
            Instant wall = Instant.ofEpochMilli(up + wallMinusUpMs);
            return new Span(wall, wall).widened(Drift.widening(distance));
        }
    }

    /** Wall time at this uptime: within a stretch by that one, elsewhere by its neighbours, wider with the distance. */
    Span at(long up) {
        @Nullable Span before = null;
        @Nullable Span after = null;
        for (Stretch stretch : stretches) {
            if (stretch.holds(up)) {
                return stretch.at(up);
            }
            if (stretch.toUp < up) {
                before = stretch.at(up);
            } else if (after == null) {
                after = stretch.at(up);
            }
        }
        if (before == null || after == null) {
            return before != null ? before : after != null ? after : Span.UNKNOWN;
        }
        Span both = before.and(after);
        return both.isEmpty() ? before.or(after) : both; // one of the two was trusted wrongly, and nobody knows which
    }
}
