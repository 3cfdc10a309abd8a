package io.yizhan.terminal.station;

import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.TicketId;
import io.yizhan.protocol.state.DeviceConfig.Lease;
import io.yizhan.terminal.journal.Note;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The numbers that this kiosk may give: only from a lease of the day for the journal in use, never one that it has
 * given already. The last one is a note that is written with the ticket's entry.
 */
final class TicketNumbers {

    private static final String NOTES = "kiosk/last/";

    private final Recorder recorder;

    TicketNumbers(Recorder recorder) {
        this.recorder = recorder;
    }

    /** The next free number; empty without a lease, or when the leases are used up. */
    Optional<TicketId> next(List<Lease> leases, JournalId journal, LocalDate day, SeriesId series) {
        int last = recorder.note(key(day, series)).map(Integer::parseInt).orElse(0);
        return leases.stream()
                .filter(lease -> lease.day().equals(day)
                        && lease.series().equals(series)
                        && lease.journal().equals(journal)
                        && lease.to() > last)
                .min(Comparator.comparingInt(Lease::from))
                .map(lease -> new TicketId(day, series, Math.max(last + 1, lease.from())));
    }

    /** Belongs into the commit of the ticket's entry. */
    static Note taken(TicketId ticket) {
        return new Note(key(ticket.day(), ticket.series()), Integer.toString(ticket.number()));
    }

    private static String key(LocalDate day, SeriesId series) {
        return NOTES + day + "/" + series;
    }
}
