package io.yizhan.hub.desk;

import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.Entry;
import io.yizhan.hub.queue.HallTicket;
import io.yizhan.hub.queue.TicketUnconfirmed;
import io.yizhan.hub.queue.Tickets;
import io.yizhan.protocol.fact.TicketPrinted;
import io.yizhan.protocol.id.TicketId;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Sets a ticket apart that came over ten minutes late, because a network was down: its holder may be gone. A projection cannot
 * see when an entry came, so this is a decision of the hub.
 */
public final class LateTickets implements AutoCloseable {

    /** A ticket that comes later than this is unconfirmed. */
    static final Duration LATE = Duration.ofMinutes(10);

    private final Book book;
    private final InstantSource clock;
    private final Chores chores = new Chores("hub-late-tickets");

    public LateTickets(Book book, InstantSource clock) {
        this.book = book;
        this.clock = clock;
        book.onEntry(this::entered);
    }

    @Override
    public void close() {
        chores.close();
    }

    private void entered(Entry entry) {
        if (entry.fact() instanceof TicketPrinted printed
                && entry.time().latest().plus(LATE).isBefore(clock.instant())) {
            chores.soon(printed.ticket(), () -> setApart(printed.ticket()));
        }
    }

    private void setApart(TicketId ticket) {
        book.database().writeAndWait(tx -> {
            boolean waits = Tickets.find(tx, ticket)
                    .map(HallTicket::standing)
                    .filter(HallTicket.Standing.WAITING::equals)
                    .isPresent();
            if (waits) {
                book.record(tx, new TicketUnconfirmed(ticket));
            }
            return waits;
        });
    }
}
