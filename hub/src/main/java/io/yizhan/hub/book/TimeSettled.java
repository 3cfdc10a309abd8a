package io.yizhan.hub.book;

import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.JournalId;

/**
 * An admin says when an entry happened whose time is uncertain. The entry keeps its bounds; what the records say
 * follows, in whichever order the two come into the book. The newest word stands.
 *
 * @param at milliseconds since 1970
 * @param by the account
 */
public record TimeSettled(DeviceId device, JournalId journal, long seq, long at, String reason, String by)
        implements HubFact {

    /** Characters of a reason. */
    public static final int REASON_MAX = 200;

    public TimeSettled {
        if (seq < 1 || at < 0) {
            throw new IllegalArgumentException("seq " + seq + " must be at least 1, at " + at + " not negative");
        }
        if (reason.isBlank() || reason.length() > REASON_MAX) {
            throw new IllegalArgumentException(
                    "the reason has " + reason.length() + " characters, expected 1 to " + REASON_MAX);
        }
    }
}
