package io.yizhan.hub.attendance.leave;

import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/**
 * Somebody was there though no punch says so 补签. It has no effect until it is granted.
 *
 * @param correction its id, unique in the hall
 * @param agency for which the person works on that day
 * @param at a whole minute, in the hall's zone
 * @param evidence where what proves it is on record
 * @param by the account that asked
 */
public record CorrectionAsked(
        String correction, StaffId staff, AgencyId agency, LocalDateTime at, String reason, String evidence, String by)
        implements HubFact {

    public CorrectionAsked {
        Texts.check("reason", reason);
        Texts.check("evidence", evidence);
        if (!at.equals(at.truncatedTo(ChronoUnit.MINUTES))) {
            throw new IllegalArgumentException("a correction has a whole minute, not " + at);
        }
    }
}
