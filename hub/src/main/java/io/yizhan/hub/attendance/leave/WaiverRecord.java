package io.yizhan.hub.attendance.leave;

import io.yizhan.hub.book.TrueTime;
import org.jspecify.annotations.Nullable;

/**
 * A waiver, why it was given, and whether it stands.
 *
 * @param withdrawn null while it stands
 * @param withdrawnBy the account that withdrew it
 * @param why it was withdrawn
 */
public record WaiverRecord(
        Waiver waiver,
        String reason,
        String evidence,
        TrueTime granted,
        String grantedBy,
        @Nullable TrueTime withdrawn,
        @Nullable String withdrawnBy,
        @Nullable String why) {

    public boolean stands() {
        return withdrawn == null;
    }
}
