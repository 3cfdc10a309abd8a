package io.yizhan.hub.desk;

import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.Consequence;
import io.yizhan.hub.book.Entry;
import io.yizhan.hub.queue.CallReturned;
import io.yizhan.hub.queue.HallCalls;
import io.yizhan.hub.queue.TicketCall;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.fact.SignedIn;
import io.yizhan.protocol.fact.SignedOut;
import io.yizhan.protocol.id.CounterId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets a citizen wait again who was called to somebody that never heard of it: the answer was lost or late, and the
 * clerk has signed out meanwhile, or another sits there since a card was changed.
 *
 * <p>A sign-out can come when the next sign-in has called already, so only what was called before it goes back. Where
 * that is wrong all the same, because a clock was, the counter's word that it told of the call undoes it.
 */
public final class UntoldCalls implements Consequence {

    /** The hub's clock told when it called, the terminal's when somebody left. */
    private static final Duration CLOCKS_APART = Duration.ofMillis(500);

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
        CounterId counter = turnedOver(entry);
        if (counter == null) {
            return;
        }
        Instant today =
                LocalDate.ofInstant(clock.instant(), zone).atStartOfDay(zone).toInstant();
        Instant before = entry.time().at().plus(CLOCKS_APART);
        Optional<TicketCall> untold = HallCalls.untold(tx, counter, today, before);
        if (untold.isPresent()) {
            TicketCall call = untold.get();
            book.record(tx, new CallReturned(call.call(), Objects.requireNonNull(call.ticket()), counter));
        }
    }

    private static @Nullable CounterId turnedOver(Entry entry) {
        return switch (entry.fact()) {
            case SignedOut out -> out.counter();
            case SignedIn in -> in.counter();
            default -> null;
        };
    }
}
