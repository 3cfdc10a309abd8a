package io.yizhan.hub.queue;

import io.yizhan.hub.book.TrueTime;
import io.yizhan.protocol.fact.Priority;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.TicketId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ticket 号票.
 *
 * @param kiosk that issued it
 * @param service that it was taken for
 * @param ahead how many people the kiosk said are before it
 * @param toService where it was handed on to; null for most
 * @param toCounter where it was handed on to; null for most
 */
public record HallTicket(
        TicketId ticket,
        @Nullable DeviceId kiosk,
        @Nullable ServiceId service,
        Priority priority,
        @Nullable Integer ahead,
        @Nullable TrueTime issued,
        Standing standing,
        @Nullable ServiceId toService,
        @Nullable CounterId toCounter) {

    /** Where a ticket stands. */
    public enum Standing {
        /** Issued, and nobody knows yet whether it is on paper. */
        ISSUED,
        WAITING,
        /** It arrived too late to count on its holder. */
        UNCONFIRMED,
        CALLED,
        /** It was never on paper, and counts nowhere. */
        VOIDED
    }

    /** When it was issued, for the order of the queue; by the best guess where that is uncertain. */
    public @Nullable Instant issuedAt() {
        return issued == null ? null : issued.at();
    }

    /** The service whose counters may call it now. */
    public @Nullable ServiceId serviceNow() {
        return toService == null ? service : toService;
    }
}
