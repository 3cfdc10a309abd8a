package io.yizhan.hub.attendance.leave;

import io.yizhan.hub.book.HubFact;

/**
 * A correction does not count.
 *
 * @param by the account that turned it down
 */
public record CorrectionRefused(String correction, String reason, String by) implements HubFact {

    public CorrectionRefused {
        Texts.check("reason", reason);
    }
}
