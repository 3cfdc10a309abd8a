package io.yizhan.hub.queue;

import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.SeriesId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How long who comes now will wait, as a range that half of the recent services bear out; nothing rather than a guess.
 *
 * @param least by the quick quarter of recent services
 * @param most by the slow quarter
 */
public record ExpectedWait(Duration least, Duration most) {

    /** From fewer services nothing can be said. */
    static final int SERVICES_MIN = 5;

    /** More than these are not looked at. */
    static final int SERVICES_MAX = 50;

    /** Services longer ago say nothing of now. */
    static final Duration RECENT = Duration.ofHours(2);

    /**
     * The range.
     *
     * @param services how long recent ones took, in any order
     * @param ahead how many wait already
     * @param counters how many serve
     * @return empty when too little is known, or nobody serves
     */
    public static Optional<ExpectedWait> of(List<Duration> services, int ahead, int counters) {
        if (services.size() < SERVICES_MIN || counters < 1) {
            return Optional.empty();
        }
        List<Duration> sorted = services.stream().sorted().toList();
        Duration quick = sorted.get(sorted.size() / 4);
        Duration slow = sorted.get(sorted.size() - 1 - sorted.size() / 4);
        return Optional.of(new ExpectedWait(
                quick.multipliedBy(ahead).dividedBy(counters),
                slow.multipliedBy(ahead).dividedBy(counters)));
    }

    /** How long the newest services of a series took, from call to finish. */
    static List<Duration> recentServices(Rows rows, SeriesId series, Instant now) throws SQLException {
        return rows.list(
                "SELECT c.ended_ms - c.called_ms AS took_ms FROM call c JOIN ticket t ON t.ticket = c.ticket"
                        + " WHERE t.series = ? AND c.outcome = ? AND c.called_ms >= ? AND c.ended_ms >= c.called_ms"
                        + " ORDER BY c.called_ms DESC LIMIT ?",
                row -> Duration.ofMillis(row.number("took_ms")),
                series,
                TicketCall.Outcome.FINISHED,
                now.minus(RECENT),
                SERVICES_MAX);
    }
}
