package io.yizhan.hub.queue;

import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.TicketId;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who waits in one series now.
 *
 * @param expected empty when too little is known
 * @param tickets who came first first
 * @param fallsTo the counter of each ticket for when the hub is away
 */
public record SeriesQueue(
        SeriesId series, Optional<ExpectedWait> expected, List<HallTicket> tickets, Map<TicketId, CounterId> fallsTo) {

    public SeriesQueue {
        tickets = List.copyOf(tickets);
        fallsTo = Map.copyOf(fallsTo);
    }

    /** All series that a service has, by letter; also those in which nobody waits. */
    public static List<SeriesQueue> all(Rows rows, Instant now, ZoneId zone) throws SQLException {
        LocalDate today = LocalDate.ofInstant(now, zone);
        List<HallService> services = HallServices.all(rows);
        List<HallTicket> waiting = Tickets.waiting(rows, today);
        Map<ServiceId, List<CounterId>> countersOf = new HashMap<>();
        services.forEach(service -> countersOf.put(service.service(), service.counters()));
        Set<CounterId> open = open(rows, today.atStartOfDay(zone).toInstant());
        Map<TicketId, CounterId> fallsTo = FallbackCounters.of(waiting, countersOf, open);
        Map<SeriesId, List<HallTicket>> bySeries = waiting.stream()
                .collect(Collectors.groupingBy(ticket -> ticket.ticket().series()));
        Set<SeriesId> series = new LinkedHashSet<>();
        services.forEach(service -> series.add(service.series()));
        List<SeriesQueue> queues = new ArrayList<>();
        for (SeriesId one : series) {
            List<HallTicket> tickets = bySeries.getOrDefault(one, List.of());
            int counters = Math.toIntExact(services.stream()
                    .filter(service -> service.series().equals(one))
                    .flatMap(service -> service.counters().stream())
                    .distinct()
                    .filter(open::contains)
                    .count());
            queues.add(new SeriesQueue(
                    one,
                    ExpectedWait.of(ExpectedWait.recentServices(rows, one, now), tickets.size(), counters),
                    tickets,
                    fallsTo.entrySet().stream()
                            .filter(falls -> falls.getKey().series().equals(one))
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
        }
        return queues;
    }

    private static Set<CounterId> open(Rows rows, Instant since) throws SQLException {
        return Counters.all(rows, since).stream()
                .filter(plate -> plate.condition() == CounterPlate.Condition.OPEN && plate.staff() != null)
                .map(CounterPlate::counter)
                .collect(Collectors.toSet());
    }
}
