package io.yizhan.terminal.station;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.SessionId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.TicketId;
import io.yizhan.protocol.state.QueueState;
import io.yizhan.terminal.journal.Note;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a counter knows of itself; a note of it is in the commit of each entry that changes it, so after a crash the
 * clerk goes on where the journal ends.
 *
 * @param after the newest call of this sign-in
 * @param serving the ticket at the counter; it stays when it is finished, until the next one
 * @param rating an open session
 * @param calledHere tickets of {@code serving}'s day that were called here, so that none is called twice with the hub
 * away
 */
record CounterMemory(
        @Nullable StaffId staff,
        boolean paused,
        @Nullable CallId after,
        @Nullable Serving serving,
        @Nullable Rating rating,
        List<TicketId> calledHere) {

    /** More than a counter serves in a day; the oldest are forgotten. */
    private static final int CALLED_HERE_MAX = 400;

    private static final String NOTES = "counter/";

    CounterMemory {
        calledHere = List.copyOf(calledHere);
    }

    /** A ticket and how far its service is. */
    record Serving(CallId call, TicketId ticket, String service, boolean locally, boolean finished, boolean rated) {

        Serving done() {
            return new Serving(call, ticket, service, locally, true, rated);
        }

        private Serving withRating() {
            return new Serving(call, ticket, service, locally, finished, true);
        }
    }

    /** An open rating session; {@code shown} is its ticket as printed, empty without one. */
    record Rating(SessionId session, String shown) {}

    static CounterMemory nobody() {
        return new CounterMemory(null, false, null, null, null, List.of());
    }

    /** Reads the note; one of an older shape counts as nobody signed in. */
    static CounterMemory of(Optional<String> note) {
        if (note.isEmpty()) {
            return nobody();
        }
        try {
            return Json.read(note.get().getBytes(StandardCharsets.UTF_8), CounterMemory.class);
        } catch (UnreadableException olderShape) {
            return nobody();
        }
    }

    static String noteKey(CounterId counter) {
        return NOTES + counter;
    }

    Note asNote(CounterId counter) {
        return new Note(noteKey(counter), new String(Json.write(this), StandardCharsets.UTF_8));
    }

    CounterMemory signedIn(StaffId who) {
        return new CounterMemory(who, false, null, null, null, calledHere);
    }

    CounterMemory signedOut() {
        return new CounterMemory(null, false, null, null, null, calledHere);
    }

    CounterMemory paused(boolean now) {
        return new CounterMemory(staff, now, after, serving, rating, calledHere);
    }

    CounterMemory calling(Serving next) {
        List<TicketId> called = Stream.concat(
                        calledHere.stream()
                                .filter(old -> old.day().equals(next.ticket().day())),
                        Stream.of(next.ticket()))
                .toList();
        int surplus = Math.max(0, called.size() - CALLED_HERE_MAX);
        return new CounterMemory(staff, paused, next.call(), next, null, called.subList(surplus, called.size()));
    }

    /** Who is next with the hub away: the first of its queue that falls to this counter and was not called here. */
    Optional<TicketId> nextOf(QueueState queue, CounterId counter, LocalDate today) {
        return queue.series().stream()
                .flatMap(series -> series.tickets().stream())
                .filter(waiting -> counter.equals(waiting.counter()))
                .map(QueueState.Waiting::ticket)
                .filter(ticket -> ticket.day().equals(today) && !calledHere.contains(ticket))
                .findFirst();
    }

    CounterMemory serving(@Nullable Serving now) {
        return new CounterMemory(staff, paused, after, now, rating, calledHere);
    }

    CounterMemory ratingOpened(Rating opened) {
        Serving rated = serving == null ? null : serving.withRating();
        return new CounterMemory(staff, paused, after, rated, opened, calledHere);
    }

    CounterMemory ratingEnded() {
        return new CounterMemory(staff, paused, after, serving, null, calledHere);
    }
}
