package io.yizhan.hub.attendance.leave;

import io.yizhan.hub.book.TrueTime;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A correction 补签 and what was decided about it.
 *
 * @param agency for which the person works on that day
 * @param at a whole minute, in the hall's zone
 * @param asker whose account or token asked for it; null for one that is nobody's at the counters
 * @param decided null while nobody has
 * @param decidedBy the account that decided; null while nobody has
 * @param why of a refusal
 */
public record CorrectionRequest(
        String id,
        StaffId staff,
        AgencyId agency,
        LocalDateTime at,
        String reason,
        String evidence,
        State state,
        TrueTime asked,
        String askedBy,
        @Nullable StaffId asker,
        @Nullable TrueTime decided,
        @Nullable String decidedBy,
        @Nullable String why) {

    /** How it stands. */
    public enum State {
        /** Not decided yet: without effect. */
        ASKED,
        GRANTED,
        REFUSED
    }
}
