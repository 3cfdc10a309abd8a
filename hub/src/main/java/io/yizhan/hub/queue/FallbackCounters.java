package io.yizhan.hub.queue;

import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.TicketId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * To which counter each waiting ticket falls when the hub is away: exactly one, so that two counters that call from the
 * same copy of the queue never call the same citizen. The open counters of a service get them in turn.
 */
public final class FallbackCounters {

    private FallbackCounters() {}

    /**
     * Deals the tickets out.
     *
     * @param waiting who came first first
     * @param countersOf the counters of each service, in the order in which they should be asked
     * @param open those at which somebody serves
     * @return a ticket that no open counter may call is not among them
     */
    public static Map<TicketId, CounterId> of(
            List<HallTicket> waiting, Map<ServiceId, List<CounterId>> countersOf, Set<CounterId> open) {
        Map<TicketId, CounterId> fallsTo = new LinkedHashMap<>();
        Map<CounterId, Integer> dealt = new HashMap<>();
        for (HallTicket ticket : waiting) {
            List<CounterId> mayCall = mayCall(ticket, countersOf);
            CounterId least = null;
            for (CounterId counter : mayCall) {
                if (open.contains(counter)
                        && (least == null || dealt.getOrDefault(counter, 0) < dealt.getOrDefault(least, 0))) {
                    least = counter;
                }
            }
            if (least != null) {
                fallsTo.put(ticket.ticket(), least);
                dealt.merge(least, 1, Integer::sum);
            }
        }
        return fallsTo;
    }

    private static List<CounterId> mayCall(HallTicket ticket, Map<ServiceId, List<CounterId>> countersOf) {
        CounterId toCounter = ticket.toCounter();
        if (toCounter != null) {
            return List.of(toCounter);
        }
        ServiceId service = ticket.serviceNow();
        return service == null ? List.of() : countersOf.getOrDefault(service, List.of());
    }
}
