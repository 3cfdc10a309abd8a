package io.yizhan.hub.staff;

import io.yizhan.hub.book.TrueTime;
import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at the counters 窗口人员.
 *
 * @param agency for which the person works, or did on the last day
 * @param since the first day in the hall, of the present or else the last employment
 * @param counterSince the first day at the counter
 * @param lastDay of who has left, the eve of the first day for who never came; null while the person works here
 * @param consented when the consent to store templates was recorded; null when there is none
 * @param consentRecord where that consent is on record
 * @param pin whether a PIN is set
 * @param left when it was recorded that the person works here no longer; null while they do
 */
public record StaffMember(
        StaffId staff,
        String name,
        Agency agency,
        @Nullable String post,
        LocalDate since,
        LocalDate counterSince,
        @Nullable LocalDate lastDay,
        @Nullable TrueTime consented,
        @Nullable String consentRecord,
        Pin pin,
        @Nullable TrueTime left) {

    /** A PIN, as far as this hub has it. */
    public enum Pin {
        NONE,
        /** Brought to every device that needs it. */
        KEPT,
        /** Set, and lost here with the disk of a former hub: only the devices that had it then know it. */
        LOST
    }

    public boolean hasPin() {
        return pin != Pin.NONE;
    }

    /** Whether the person works here. */
    public boolean isHere() {
        return left == null;
    }

    /** Whether the person was expected, and never came. */
    public boolean neverCame() {
        return lastDay != null && lastDay.isBefore(since);
    }
}
