package io.yizhan.hub.desk;

import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.Consequence;
import io.yizhan.hub.book.Entry;
import io.yizhan.hub.queue.CallTransferred;
import io.yizhan.hub.queue.HallCalls;
import io.yizhan.hub.queue.HallTicket;
import io.yizhan.hub.queue.TicketCall;
import io.yizhan.hub.queue.Tickets;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.fact.SignedOut;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.ServiceId;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;

/**
 * Lets a citizen wait again who was called to somebody that never heard of it: the answer was lost or late, and the
 * clerk signed out meanwhile. The ticket goes back to where it waited, with its arrival time.
 *
 * <p>A sign-out that comes late, after the same person's next sign-in has called, says nothing of that call: so only
 * what was called before it, at its earliest, goes back.
 */
public final class UntoldCalls implements Consequence {

    /** For who reads the records; nobody chose it. */
    static final String REASON = "叫号未送达窗口，工作人员已退出，自动退回排队";

    private final Book book;
    private final ZoneId zone;
    private final InstantSource clock;

    public UntoldCalls(Book book, ZoneId zone, InstantSource clock) {
        this.book = book;
        this.zone = zone;
        this.clock = clock;
    }

    @Override
    public void follow(Tx tx, Entry entry) throws SQLException {
        if (!(entry.fact() instanceof SignedOut out)) {
            return;
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        for (TicketCall call : HallCalls.untold(
                tx, out.counter(), out.staff(), today, entry.time().earliest())) {
            HallTicket ticket =
                    Tickets.find(tx, Objects.requireNonNull(call.ticket())).orElseThrow();
            CounterId counter = ticket.toCounter();
            ServiceId service = counter == null ? ticket.serviceNow() : null;
            if (counter != null || service != null) {
                book.record(
                        tx,
                        new CallTransferred(
                                call.call(), ticket.ticket(), out.counter(), out.staff(), service, counter, REASON));
            }
        }
    }
}
