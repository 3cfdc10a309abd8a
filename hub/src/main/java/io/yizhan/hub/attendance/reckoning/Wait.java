package io.yizhan.hub.attendance.reckoning;

import io.yizhan.protocol.id.DeviceId;
import org.jspecify.annotations.Nullable;

/**
 * What must be known or happen before a pending slot or day is decided.
 *
 * @param device the reader, where one is waited for
 * @param ref the punch, where its time is
 */
public record Wait(
        Reason reason, @Nullable DeviceId device, @Nullable String ref) {

    /** Why it waits. */
    public enum Reason {
        /** The slot has not closed. */
        NOT_OVER,
        /** A reader has not said that nothing of this time is missing. */
        READER,
        /** A punch may be of this slot or of another: its time is to be settled. */
        UNCERTAIN_TIME,
        /** The person can punch at no reader: no finger, no PIN. */
        NO_READER,
        /** The holidays of the year are not on record. */
        NO_CALENDAR,
        /** No rules hold on this day. */
        NO_RULES
    }

    static Wait of(Reason reason) {
        return new Wait(reason, null, null);
    }

    static Wait reader(DeviceId device) {
        return new Wait(Reason.READER, device, null);
    }

    static Wait time(Seen seen) {
        return new Wait(Reason.UNCERTAIN_TIME, seen.device(), seen.ref());
    }
}
