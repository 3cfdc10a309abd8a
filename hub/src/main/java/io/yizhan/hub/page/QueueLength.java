package io.yizhan.hub.page;

import io.yizhan.hub.queue.HallTicket;
import io.yizhan.hub.queue.TicketCall;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many waited, over the day: one more with each ticket, each handing on and each return, one less with a call. */
final class QueueLength {

    private QueueLength() {}

    static List<DayCurve.Step> over(List<HallTicket> tickets, List<TicketCall> calls) {
        TreeMap<Instant, Integer> changes = new TreeMap<>();
        for (HallTicket ticket : tickets) {
            if (ticket.issuedAt() != null && counts(ticket)) {
                changes.merge(ticket.issuedAt(), 1, Integer::sum);
            }
        }
        for (TicketCall call : calls) {
            if (call.ticket() != null && call.calledAt() != null) {
                changes.merge(call.calledAt(), -1, Integer::sum);
            }
            if (call.ticket() != null && call.transferredAt() != null) {
                changes.merge(call.transferredAt(), 1, Integer::sum);
            }
            if (call.ticket() != null && call.returnedAt() != null) {
                changes.merge(call.returnedAt(), 1, Integer::sum);
            }
        }
        int[] length = {0};
        return changes.entrySet().stream()
                .map((Map.Entry<Instant, Integer> change) -> {
                    length[0] += change.getValue();
                    return new DayCurve.Step(change.getKey(), Math.max(0, length[0]));
                })
                .toList();
    }

    private static boolean counts(HallTicket ticket) {
        return switch (ticket.standing()) {
            case ISSUED, VOIDED, UNCONFIRMED -> false;
            case WAITING, CALLED -> true;
        };
    }
}
