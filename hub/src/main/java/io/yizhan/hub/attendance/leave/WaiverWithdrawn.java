package io.yizhan.hub.attendance.leave;

import io.yizhan.hub.book.HubFact;

/**
 * A waiver was given by mistake, and excuses nobody any more.
 *
 * @param by the account that decided
 */
public record WaiverWithdrawn(String waiver, String reason, String by) implements HubFact {

    public WaiverWithdrawn {
        Texts.check("reason", reason);
    }
}
