package io.yizhan.hub.queue;

import io.yizhan.hub.book.HubFact;
import org.jspecify.annotations.Nullable;

/**
 * How priority and age change the order from now on.
 *
 * @param priorityOneIn of so many calls of a counter one may go to priority out of turn
 * @param agedS seconds after which nobody goes before a ticket that came earlier, a day of them at most
 * @param by the account that recorded it; null in entries of older versions
 */
public record CallRuleSet(
        int priorityOneIn, int agedS, @Nullable String by) implements HubFact {

    public static final int ONE_IN_MAX = 100;
    public static final int AGED_S_MAX = 86_400;

    public CallRuleSet {
        if (priorityOneIn < 1 || priorityOneIn > ONE_IN_MAX || agedS < 1 || agedS > AGED_S_MAX) {
            throw new IllegalArgumentException("priority_one_in " + priorityOneIn + " is outside 1–" + ONE_IN_MAX
                    + ", or aged_s " + agedS + " outside 1–" + AGED_S_MAX);
        }
    }
}
