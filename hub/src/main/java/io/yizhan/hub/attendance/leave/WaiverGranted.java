package io.yizhan.hub.attendance.leave;

import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.DeviceId;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/**
 * An admin's word that a reader was dead in [from, to), in the hall's zone (设备故障/停电豁免).
 *
 * @param waiver its id, unique in the hall
 * @param evidence where what proves it is on record
 * @param by the account that decided
 */
public record WaiverGranted(
        String waiver, DeviceId device, LocalDateTime from, LocalDateTime to, String reason, String evidence, String by)
        implements HubFact {

    /** Who knows a reader to be dead longer says so again. */
    public static final Duration LENGTH_MAX = Duration.ofDays(31);

    public WaiverGranted {
        Texts.check("reason", reason);
        Texts.check("evidence", evidence);
        Waiver meant = new Waiver(waiver, device, from, to);
        if (Duration.between(meant.from(), meant.to()).compareTo(LENGTH_MAX) > 0) {
            throw new IllegalArgumentException("a waiver from " + from + " to " + to + " is longer than "
                    + LENGTH_MAX.toDays() + " days: say it in parts");
        }
        if (!from.equals(from.truncatedTo(ChronoUnit.MINUTES)) || !to.equals(to.truncatedTo(ChronoUnit.MINUTES))) {
            throw new IllegalArgumentException("a waiver has whole minutes, not " + from + " to " + to);
        }
    }
}
