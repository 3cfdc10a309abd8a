package io.yizhan.hub.page;

import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.evaluation.RatingSession;
import io.yizhan.hub.queue.HallTicket;
import io.yizhan.hub.queue.TicketCall;
import io.yizhan.protocol.id.CounterId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What records have to tell the feed; a call has several moments. */
final class FeedLines {

    private FeedLines() {}

    static Stream<Happening> of(HallTicket ticket) {
        return switch (ticket.standing()) {
            case ISSUED, VOIDED -> Stream.empty();
            case WAITING, UNCONFIRMED, CALLED ->
                ticket.issued() == null
                        ? Stream.empty()
                        : Stream.of(new Happening.Taken(
                                ticket.issued(), ticket.ticket().shown()));
        };
    }

    static Stream<Happening> of(TicketCall call) {
        CounterId counter = call.counter();
        if (call.ticket() == null || counter == null) {
            return Stream.empty(); // the entry that tells it has not come yet
        }
        String ticket = call.ticket().shown();
        List<Happening> lines = new ArrayList<>();
        if (call.called() != null) {
            lines.add(new Happening.Called(call.called(), ticket, counter));
        }
        if (call.recalled() != null) {
            lines.add(new Happening.Recalled(call.recalled(), ticket, counter));
        }
        if (call.ended() != null && call.outcome() != null) {
            lines.add(end(call.ended(), call.outcome(), ticket, counter));
        }
        return lines.stream();
    }

    static Stream<Happening> of(RatingSession rating) {
        TrueTime at = rating.ended();
        if (at == null || rating.outcome() == null) {
            return Stream.empty();
        }
        return switch (rating.outcome()) {
            case GIVEN ->
                rating.level() == null
                        ? Stream.empty()
                        : Stream.of(new Happening.Rated(at, rating.counter(), rating.level()));
            case MISSED -> Stream.of(new Happening.NotRated(at, rating.counter()));
            case VOID -> Stream.empty();
        };
    }

    private static Happening end(TrueTime at, TicketCall.Outcome outcome, String ticket, CounterId counter) {
        return switch (outcome) {
            case FINISHED -> new Happening.Finished(at, ticket, counter);
            case NO_SHOW -> new Happening.NoShow(at, ticket, counter);
        };
    }
}
