package io.yizhan.hub.queue;

import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.TicketId;
import java.time.LocalDate;

/** Ticket numbers, both ends included, that only this journal of this kiosk may use on this day. */
public record LeaseGranted(DeviceId device, JournalId journal, SeriesId series, LocalDate day, int from, int to)
        implements HubFact {

    public LeaseGranted {
        if (from < 1 || to < from || to > TicketId.NUMBER_MAX) {
            throw new IllegalArgumentException(
                    "lease " + from + "–" + to + " is none: 1 ≤ from ≤ to ≤ " + TicketId.NUMBER_MAX);
        }
    }
}
