package io.yizhan.hub.queue;

import io.yizhan.protocol.fact.Priority;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who is next. Who came first is first, but for two things: of every N calls of a counter one goes to a ticket with
 * priority, if one waits; and a ticket that has waited too long is passed by nobody any more. So nobody starves: a
 * ticket without priority is passed at most once in N calls, and not at all once it has aged; one with priority keeps
 * its own place too.
 */
public final class CallOrder {

    private CallOrder() {}

    /** A ticket, and why it and no other. */
    public record Choice(HallTicket ticket, CallReason reason) {}

    /**
     * Chooses the next.
     *
     * @param waiting who may be called to the counter, who came first first
     * @param priorityIsOwed whether none of the counter's last N − 1 calls went to priority out of turn
     * @return empty when nobody waits
     */
    public static Optional<Choice> next(List<HallTicket> waiting, boolean priorityIsOwed, CallRule rule, Instant now) {
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        HallTicket first = waiting.getFirst();
        Optional<HallTicket> preferred = waiting.stream()
                .filter(ticket -> ticket.priority() != Priority.NONE)
                .findFirst();
        if (!priorityIsOwed || preferred.isEmpty() || preferred.get().equals(first)) {
            return Optional.of(new Choice(first, CallReason.ARRIVAL));
        }
        if (hasAged(first, rule, now)) {
            return Optional.of(new Choice(first, CallReason.AGED));
        }
        return Optional.of(new Choice(preferred.get(), CallReason.PRIORITY));
    }

    private static boolean hasAged(HallTicket ticket, CallRule rule, Instant now) {
        Instant issued = ticket.issuedAt();
        return issued != null && !issued.plus(rule.agedAfter()).isAfter(now);
    }
}
