package io.yizhan.terminal.station;

import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.TicketId;
import io.yizhan.protocol.state.DeviceConfig.Lease;
import io.yizhan.terminal.journal.Journal;
import io.yizhan.terminal.journal.JournalException;
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

    private final Journal journal;

    TicketNumbers(Journal journal) {
        this.journal = journal;
    }

    /**
     * The next free number; empty without a lease, or when the leases are used up.
     *
     * @throws JournalException it cannot be read which number was the last: then none may be given
     */
    Optional<TicketId> next(List<Lease> leases, LocalDate day, SeriesId series) throws JournalException {
        int last = journal.note(key(day, series)).map(Integer::parseInt).orElse(0);
        JournalId id = journal.id(); // after the note: where that was mended the leases are of another journal
        return leases.stream()
                .filter(lease -> lease.day().equals(day)
                        && lease.series().equals(series)
                        && lease.journal().equals(id)
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
