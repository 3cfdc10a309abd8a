package io.yizhan.hub.desk;

import io.yizhan.hub.queue.HallCalls;
import io.yizhan.hub.queue.TicketCall;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.TicketId;
import io.yizhan.protocol.state.Calls;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/** The calls of the day as the hall's screens show them: tickets and counters, and nobody's name. */
public final class ShownCalls {

    /** The newest. */
    static final int CALLS_MAX = 30;

    private ShownCalls() {}

    public static Calls of(Rows rows, Instant now, ZoneId zone) throws SQLException {
        Instant today = LocalDate.ofInstant(now, zone).atStartOfDay(zone).toInstant();
        return new Calls(
                now.atZone(zone).toOffsetDateTime(),
                HallCalls.since(rows, today, CALLS_MAX).stream()
                        .flatMap(call -> call(call, now, zone).stream())
                        .toList());
    }

    private static Optional<Calls.Call> call(TicketCall call, Instant now, ZoneId zone) {
        TicketId ticket = call.ticket();
        CounterId counter = call.counter();
        Instant told = call.toldHallAt();
        return ticket == null || counter == null || told == null
                ? Optional.empty()
                : Optional.of(new Calls.Call(
                        call.call(),
                        ticket,
                        ticket.shown(),
                        counter,
                        told.atZone(zone).toOffsetDateTime(),
                        call.stage(now)));
    }
}
