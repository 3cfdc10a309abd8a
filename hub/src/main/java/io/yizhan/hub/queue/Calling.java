package io.yizhan.hub.queue;

import io.yizhan.hub.book.Book;
import io.yizhan.hub.devices.Devices;
import io.yizhan.hub.queue.Counters.Seat;
import io.yizhan.hub.store.Rows;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.TicketId;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls tickets to counters. A lost answer never calls two citizens: a counter says which call its question follows,
 * and what the hub has made for it since is the answer.
 */
public final class Calling {

    private final Book book;
    private final ZoneId zone;
    private final Supplier<UUID> ids;

    public Calling(Book book, ZoneId zone, Supplier<UUID> ids) {
        this.book = book;
        this.zone = zone;
        this.ids = ids;
    }

    /**
     * The next ticket for a counter.
     *
     * @param device at which the counter is
     * @param after the call that this one follows; null for the first of a sign-in
     */
    public NextCall next(Tx tx, DeviceId device, CounterId counter, StaffId staff, @Nullable CallId after, Instant now)
            throws SQLException {
        Optional<Seat> seat = Counters.seat(tx, counter, device);
        if (seat.isEmpty() || !staff.equals(seat.get().staff())) {
            return new NextCall.NotSignedIn();
        }
        if (seat.get().condition() != CounterPlate.Condition.OPEN) {
            return new NextCall.NotOpen();
        }
        LocalDate today = LocalDate.ofInstant(now, zone);
        Optional<Earlier> earlier =
                after == null ? newestOfSignIn(tx, counter, staff, seat.get()) : newestAfter(tx, counter, after);
        List<HallTicket> waiting = Tickets.waitingFor(tx, today, counter);
        if (earlier.isPresent()) {
            Earlier same = earlier.get();
            return new NextCall.Given(same.call(), same.ticket(), same.service(), waiting.size(), true);
        }
        CallRule rule = CallRule.of(tx);
        Optional<CallOrder.Choice> choice =
                CallOrder.next(waiting, priorityIsOwed(tx, counter, rule, today), rule, now);
        if (choice.isEmpty()) {
            return new NextCall.NobodyWaiting();
        }
        HallTicket ticket = choice.get().ticket();
        CallId call = CallId.of(ids.get());
        book.record(
                tx,
                new CallMade(call, ticket.ticket(), counter, staff, choice.get().reason()));
        return new NextCall.Given(call, ticket.ticket(), ticket.serviceNow(), waiting.size() - 1, false);
    }

    /**
     * Hands the ticket of a call on: it waits again with its arrival time, and the records name who sent it and why.
     */
    public Handover handOver(
            Tx tx,
            DeviceId device,
            CounterId counter,
            CallId callId,
            @Nullable ServiceId toService,
            @Nullable CounterId toCounter,
            String reason)
            throws SQLException {
        Optional<TicketCall> found = HallCalls.find(tx, callId);
        TicketId ticket = found.map(TicketCall::ticket).orElse(null);
        if (found.isEmpty() || ticket == null) {
            return Handover.UNKNOWN_CALL;
        }
        TicketCall call = found.get();
        if (!counter.equals(call.counter())) {
            return Handover.NOT_YOURS;
        }
        StaffId staff = Counters.seat(tx, counter, device).map(Seat::staff).orElse(null);
        if (staff == null) {
            return Handover.NOT_SIGNED_IN;
        }
        if (call.transferredAt() != null) {
            boolean same = tx.number(
                            "SELECT count(*) FROM call WHERE call = ? AND (to_service = ? OR to_counter = ?)",
                            callId,
                            toService,
                            toCounter)
                    > 0;
            return same ? Handover.DONE : Handover.OVER;
        }
        if (!call.live()) {
            return Handover.OVER;
        }
        if (!exists(tx, toService, toCounter)) {
            return Handover.UNKNOWN_TARGET;
        }
        book.record(tx, new CallTransferred(callId, ticket, counter, staff, toService, toCounter, reason));
        return Handover.DONE;
    }

    private record Earlier(
            CallId call, TicketId ticket, @Nullable ServiceId service) {}

    private static final String EARLIER = "SELECT c.call, c.ticket, COALESCE(t.to_service, t.service) AS service"
            + " FROM call c LEFT JOIN ticket t ON t.ticket = c.ticket WHERE c.counter = ? AND c.made_seq IS NOT NULL"
            + " AND " + HallCalls.STANDS;

    private static final String NEWEST = " ORDER BY c.made_seq DESC LIMIT 1";

    /**
     * The hub's newest call of this sign-in; one that the counter was told before it signed in belongs to an earlier.
     */
    private static Optional<Earlier> newestOfSignIn(Rows rows, CounterId counter, StaffId staff, Seat seat)
            throws SQLException {
        return earlier(
                rows,
                EARLIER + " AND c.staff = ? AND c.made_ms >= ? AND NOT (c.journal IS NOT NULL AND c.journal = ?"
                        + " AND c.seq < ?)" + NEWEST,
                counter,
                staff,
                seat.signedInAt(),
                seat.journal(),
                seat.signedInSeq());
    }

    /**
     * The hub's newest call for this counter after that one; none when that one is not known here: it is the newest
     * then.
     */
    private static Optional<Earlier> newestAfter(Rows rows, CounterId counter, CallId after) throws SQLException {
        return earlier(
                rows,
                EARLIER + " AND EXISTS (SELECT 1 FROM call a WHERE a.call = ? AND a.counter = c.counter AND ("
                        + "a.made_seq < c.made_seq OR a.made_seq IS NULL AND a.told_ms < c.made_ms))" + NEWEST,
                counter,
                after);
    }

    private static Optional<Earlier> earlier(Rows rows, String sql, @Nullable Object... arguments) throws SQLException {
        return rows.one(
                sql,
                row -> {
                    String service = row.textOrNull("service");
                    return new Earlier(
                            new CallId(row.text("call")),
                            TicketId.of(row.text("ticket")),
                            service == null ? null : new ServiceId(service));
                },
                arguments);
    }

    /** Whether the counter's last N − 1 calls of the day all went by arrival. */
    private boolean priorityIsOwed(Rows rows, CounterId counter, CallRule rule, LocalDate today) throws SQLException {
        return rows.number(
                        "SELECT count(*) FROM (SELECT c.reason FROM call c WHERE c.counter = ? AND c.called_ms >= ? AND "
                                + HallCalls.STANDS + " ORDER BY c.called_ms DESC, c.made_seq DESC LIMIT ?)"
                                + " AS newest WHERE reason = ?",
                        counter,
                        today.atStartOfDay(zone).toInstant(),
                        rule.priorityOneIn() - 1,
                        CallReason.PRIORITY)
                == 0;
    }

    private static boolean exists(Rows rows, @Nullable ServiceId service, @Nullable CounterId counter)
            throws SQLException {
        return counter == null
                ? rows.number("SELECT count(*) FROM service WHERE service = ?", service) > 0
                : Devices.ofCounter(rows, counter).isPresent();
    }
}
