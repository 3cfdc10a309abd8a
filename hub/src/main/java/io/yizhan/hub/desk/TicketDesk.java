package io.yizhan.hub.desk;

import io.yizhan.hub.book.Book;
import io.yizhan.hub.queue.HallTicket;
import io.yizhan.hub.queue.HallTicket.Standing;
import io.yizhan.hub.queue.TicketConfirmed;
import io.yizhan.hub.queue.Tickets;
import io.yizhan.protocol.id.TicketId;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/** What people decide about tickets that {@link LateTickets} has set apart. For any thread. */
public final class TicketDesk {

    private final Book book;
    private final ZoneId zone;
    private final InstantSource clock;

    /** @param zone the hall's, in which a ticket's day ends */
    public TicketDesk(Book book, ZoneId zone, InstantSource clock) {
        this.book = book;
        this.zone = zone;
        this.clock = clock;
    }

    /**
     * The holder has turned up: the ticket waits from now on, at its issue's time.
     *
     * @param by the account that says so
     * @return the ticket as it stands then; empty when it is not set apart, or not of today
     */
    public Optional<HallTicket> confirm(TicketId ticket, String by) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        return book.database().writeAndWait(tx -> {
            boolean apart = ticket.day().equals(today)
                    && Tickets.find(tx, ticket)
                            .map(HallTicket::standing)
                            .filter(Standing.UNCONFIRMED::equals)
                            .isPresent();
            if (!apart) {
                return Optional.<HallTicket>empty();
            }
            book.record(tx, new TicketConfirmed(ticket, by));
            return Tickets.find(tx, ticket);
        });
    }
}
