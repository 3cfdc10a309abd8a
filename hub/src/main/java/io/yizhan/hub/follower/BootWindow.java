package io.yizhan.hub.follower;

import io.yizhan.hub.book.Drift;
import io.yizhan.hub.book.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the uptimes of one boot stand in wall time, by moments of that boot of which something is known: what passed
 * between two of them its own uptime tells. Not for several threads.
 */
final class BootWindow {

    private record Anchor(long up, Span span) {}

    private final List<Anchor> anchors = new ArrayList<>();

    /** At this uptime it was within this span. */
    void add(long up, Span span) {
        if (!span.equals(Span.UNKNOWN)) {
            anchors.add(new Anchor(up, span));
        }
    }

    Span at(long up) {
        Span all = Span.UNKNOWN;
        for (Anchor anchor : anchors) {
            long since = up - anchor.up;
            Instant earliest = anchor.span.earliest();
            Instant latest = anchor.span.latest();
            all = all.and(new Span(
                            earliest == null ? null : earliest.plusMillis(since),
                            latest == null ? null : latest.plusMillis(since))
                    .widened(Drift.widening(since)));
        }
        return all;
    }
}
