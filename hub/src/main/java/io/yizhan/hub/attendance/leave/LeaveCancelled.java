package io.yizhan.hub.attendance.leave;

import io.yizhan.hub.attendance.rules.HalfDay;
import io.yizhan.hub.book.HubFact;

/**
 * A leave ends early, or does not happen.
 *
 * @param from the first half-day that is leave no longer; not after its first: all of it
 * @param by the account that cancelled it
 */
public record LeaveCancelled(String leave, HalfDay from, String reason, String by) implements HubFact {

    public LeaveCancelled {
        Texts.check("reason", reason);
    }
}
