package io.yizhan.hub.book;

import io.yizhan.protocol.id.DeviceId;

/**
 * Something that an admin must see.
 *
 * @param kind {@code loss}, {@code mismatch}, {@code journal-twice}, {@code storm} …
 * @param detail for people
 */
public record AlarmRaised(DeviceId device, String kind, String detail) implements HubFact {

    /** Characters of a detail; each takes twelve bytes at most in a line, and an alarm is one. */
    private static final int DETAIL_MAX = 500;

    /** Leaves out what does not fit: a detail may quote what a device said. */
    public static AlarmRaised of(DeviceId device, String kind, String detail) {
        boolean fits = detail.codePointCount(0, detail.length()) <= DETAIL_MAX;
        return new AlarmRaised(
                device, kind, fits ? detail : detail.substring(0, detail.offsetByCodePoints(0, DETAIL_MAX)) + "…");
    }
}
