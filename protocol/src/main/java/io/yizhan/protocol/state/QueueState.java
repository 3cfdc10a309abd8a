package io.yizhan.protocol.state;

import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.TicketId;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who waits; no names. */
public record QueueState(OffsetDateTime at, List<Series> series) {

    public QueueState {
        series = List.copyOf(series);
    }

    /**
     * One series. {@code waitS} is the expected wait as a range in seconds, least and most; empty when nothing is
     * known.
     */
    public record Series(SeriesId series, int waiting, List<Integer> waitS, List<Waiting> tickets) {
        public Series {
            waitS = List.copyOf(waitS);
            tickets = List.copyOf(tickets);
        }
    }

    /** A ticket that waits, and the counter to which it falls when the hub is away. */
    public record Waiting(TicketId ticket, @Nullable CounterId counter) {}
}
