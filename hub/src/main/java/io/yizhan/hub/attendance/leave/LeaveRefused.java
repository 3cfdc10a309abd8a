package io.yizhan.hub.attendance.leave;

import io.yizhan.hub.book.HubFact;

/**
 * A leave that was asked for is not granted.
 *
 * @param by the account that turned it down
 */
public record LeaveRefused(String leave, String reason, String by) implements HubFact {

    public LeaveRefused {
        Texts.check("reason", reason);
    }
}
