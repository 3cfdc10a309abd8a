package io.yizhan.hub.desk;

import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.Consequence;
import io.yizhan.hub.book.Entry;
import io.yizhan.hub.queue.HallTicket;
import io.yizhan.hub.queue.TicketUnconfirmed;
import io.yizhan.hub.queue.Tickets;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.fact.TicketPrinted;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Sets a ticket apart that came over ten minutes late, because a network was down: its holder may be gone. A projection
 * cannot see when an entry came, so this is a decision of the hub, in the transaction that brings the ticket: no kill
 * in between leaves it waiting.
 */
public final class LateTickets implements Consequence {

    /** A ticket that comes later than this is unconfirmed. */
    static final Duration LATE = Duration.ofMinutes(10);

    private final Book book;
    private final InstantSource clock;

    public LateTickets(Book book, InstantSource clock) {
        this.book = book;
        this.clock = clock;
    }

    @Override
    public void follow(Tx tx, Entry entry) throws SQLException {
        if (!(entry.fact() instanceof TicketPrinted printed)
                || !entry.time().latest().plus(LATE).isBefore(clock.instant())) {
            return;
        }
        boolean waits = Tickets.find(tx, printed.ticket())
                .map(HallTicket::standing)
                .filter(HallTicket.Standing.WAITING::equals)
                .isPresent();
        if (waits) {
            book.record(tx, new TicketUnconfirmed(printed.ticket()));
        }
    }
}
