package io.yizhan.terminal.station;

import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.TicketId;
import io.yizhan.protocol.state.QueueState;
import io.yizhan.protocol.state.Services.Service;
import io.yizhan.terminal.uplink.HallState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who waits, as a kiosk knows it: what the hub last said, and whom this kiosk has added since. */
final class PeopleAhead {

    /** A ticket of ours that the hub's queue lacks after this long was called already, or counts nowhere. */
    private static final Duration SHIPPED_WITHIN = Duration.ofSeconds(10);

    private final HallState hall;
    private final List<Issued> recent = new ArrayList<>();

    PeopleAhead(HallState hall) {
        this.hall = hall;
    }

    void joined(Issued issued) {
        recent.add(issued);
    }

    void left(TicketId ticket) {
        recent.removeIf(issued -> issued.ticket().equals(ticket));
    }

    int ahead(SeriesId series) {
        hall.queue()
                .ifPresent(queue -> recent.removeIf(issued -> listed(issued.ticket())
                        || issued.at().plus(SHIPPED_WITHIN).isBefore(queue.at())));
        long own = recent.stream()
                .filter(issued -> issued.ticket().series().equals(series))
                .count();
        return queue(series).map(QueueState.Series::waiting).orElse(0) + (int) own;
    }

    /** In the series of these services; without those of which the hub has said nothing. */
    Map<SeriesId, Integer> ahead(List<Service> services) {
        Map<SeriesId, Integer> ahead = new HashMap<>();
        for (Service service : services) {
            if (queue(service.series()).isPresent()) {
                ahead.computeIfAbsent(service.series(), this::ahead);
            }
        }
        return ahead;
    }

    /** What the hub last said of this series. */
    Optional<QueueState.Series> queue(SeriesId series) {
        return hall.queue().stream()
                .flatMap(queue -> queue.series().stream())
                .filter(one -> one.series().equals(series))
                .findFirst();
    }

    private boolean listed(TicketId ticket) {
        return queue(ticket.series()).stream()
                .flatMap(series -> series.tickets().stream())
                .anyMatch(waiting -> waiting.ticket().equals(ticket));
    }
}
