package io.yizhan.hub.queue;

import io.yizhan.hub.book.HubFact;

/**
 * How priority and age change the order from now on.
 *
 * @param priorityOneIn of so many calls of a counter one may go to priority out of turn
 * @param agedS seconds after which nobody goes before a ticket that came earlier
 */
public record CallRuleSet(int priorityOneIn, int agedS) implements HubFact {

    public CallRuleSet {
        if (priorityOneIn < 1 || priorityOneIn > 100 || agedS < 1) {
            throw new IllegalArgumentException(
                    "priority_one_in " + priorityOneIn + " is outside 1–100, or aged_s " + agedS + " below 1");
        }
    }
}
