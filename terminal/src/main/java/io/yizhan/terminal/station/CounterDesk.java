package io.yizhan.terminal.station;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.fact.Called;
import io.yizhan.protocol.fact.CalledLocally;
import io.yizhan.protocol.fact.CounterClosed;
import io.yizhan.protocol.fact.CounterOpened;
import io.yizhan.protocol.fact.CounterPaused;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.fact.Finished;
import io.yizhan.protocol.fact.NoShow;
import io.yizhan.protocol.fact.Recalled;
import io.yizhan.protocol.fact.SignedIn;
import io.yizhan.protocol.fact.SignedOut;
import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.TicketId;
import io.yizhan.protocol.request.Answer;
import io.yizhan.protocol.request.CallNext;
import io.yizhan.terminal.station.CounterMemory.Serving;
import io.yizhan.terminal.uplink.Requests;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a clerk does at a counter, one sign-in after another.
 *
 * <pre>
 *   signed out ──sign in──► ready ──next──► serving ──finish──► finished ──start rating──► rated or missed ──next──► …
 *                             ▲               │ recall (again and again), no-show ──► ready
 *                             └─pause, pause──┘        next also finishes; start rating does too
 * </pre>
 *
 * Owned by the counter's thread.
 */
final class CounterDesk {

    private final CounterId counter;
    private final Surroundings place;
    private final Recorder recorder;
    private final Supplier<UUID> ids;
    private final OpenQuestions asked = new OpenQuestions();
    private CounterMemory memory;
    private @Nullable Answer late;
    private long calledThrough;

    CounterDesk(CounterId counter, Surroundings place, Recorder recorder, Supplier<UUID> ids) {
        this.counter = counter;
        this.place = place;
        this.recorder = recorder;
        this.ids = ids;
        this.memory = CounterMemory.of(recorder.note(CounterMemory.noteKey(counter)));
        this.calledThrough = place.journal().last(); // before a restart it may have been called here
    }

    /**
     * How far the hub must know our journal before it is asked again: through the newest call that was made here. Else
     * it would call the same citizen to us once more.
     */
    long calledThrough() {
        return calledThrough;
    }

    CounterMemory memory() {
        return memory;
    }

    /** Puts a fact and what follows from it on disk together. */
    boolean commit(Fact fact, CounterMemory then) {
        if (!recorder.record(fact, then.asNote(counter))) {
            return false;
        }
        memory = then;
        return true;
    }

    /** Whether the journal takes nothing now. */
    boolean cannotRecord() {
        return recorder.trouble().isPresent();
    }

    Outcome signIn(StaffId staff) {
        if (staff.equals(memory.staff())) {
            return new Outcome.AsItWas(CounterWords.signedIn());
        }
        if (memory.staff() != null) {
            Outcome left = signOut();
            if (!(left instanceof Outcome.Done)) {
                return left;
            }
        }
        boolean recorded = commit(new SignedIn(counter, staff), memory.signedIn(staff))
                && commit(new CounterOpened(counter), memory);
        return recorded ? new Outcome.Done(CounterWords.signedIn()) : new Outcome.NotRecorded();
    }

    /** Refused while the hub has called somebody here of whom the clerk was not told yet: now he is. */
    Outcome signOut() {
        StaffId staff = memory.staff();
        if (staff == null) {
            return new Outcome.AsItWas(CounterWords.signedOut());
        }
        if (memory.rating() != null) {
            return new Outcome.Refused("rating-open", CounterWords.ratingOpen());
        }
        if (late != null) {
            Outcome called = next();
            Serving serving = memory.serving();
            return called instanceof Outcome.Done && serving != null
                    ? new Outcome.Refused("called", CounterWords.calledFirst(serving.ticket()))
                    : called;
        }
        boolean recorded = finishOpenService()
                && commit(new CounterClosed(counter), memory)
                && commit(new SignedOut(counter, staff), memory.signedOut());
        if (recorded) {
            asked.closeAll();
        }
        return recorded ? new Outcome.Done(CounterWords.signedOut()) : new Outcome.NotRecorded();
    }

    Outcome open() {
        if (memory.staff() == null) {
            return notSignedIn();
        }
        if (!memory.paused()) {
            return new Outcome.AsItWas(CounterWords.ready());
        }
        boolean recorded = commit(new CounterOpened(counter), memory.paused(false));
        return recorded ? new Outcome.Done(CounterWords.ready()) : new Outcome.NotRecorded();
    }

    Outcome pause() {
        if (memory.staff() == null) {
            return notSignedIn();
        }
        if (memory.paused()) {
            return new Outcome.AsItWas(CounterWords.paused());
        }
        boolean recorded = commit(new CounterPaused(counter), memory.paused(true));
        return recorded ? new Outcome.Done(CounterWords.paused()) : new Outcome.NotRecorded();
    }

    /** Ends what is open; {@link Outcome.Asked} means that {@link #request} may be sent. */
    Outcome next() {
        if (memory.staff() == null) {
            return notSignedIn();
        }
        if (memory.rating() != null) {
            return new Outcome.Refused("rating-open", CounterWords.ratingOpen());
        }
        if (!finishOpenService() || open() instanceof Outcome.NotRecorded) {
            return new Outcome.NotRecorded();
        }
        if (!recorder.isReady()) {
            return new Outcome.NotRecorded(); // nobody is called to a clerk who cannot be told whom
        }
        Answer held = late;
        if (held != null) {
            late = null;
            return answered(held);
        }
        return new Outcome.Asked();
    }

    /** The request for the next ticket of whoever is signed in. */
    Optional<CallNext> request() {
        StaffId staff = memory.staff();
        if (staff == null) {
            return Optional.empty();
        }
        CallNext request = new CallNext(place.clock().byHub(), counter, staff, memory.after());
        asked.add(request);
        return Optional.of(request);
    }

    /** What the hub said to {@code question}; with the hub away a ticket of the last queue is called. */
    Outcome answered(CallNext question, Requests.Result result) {
        if (!asked.contains(question)) {
            return notSignedIn();
        }
        return switch (result) {
            case Requests.Answered(Answer answer) -> {
                asked.close(question);
                yield answered(answer);
            }
            case Requests.Unanswered(Requests.Reason reason) ->
                switch (reason) {
                    case HUB_AWAY -> callLocally();
                    case LATE ->
                        place.hall().hubOnline()
                                ? new Outcome.Refused("no-answer", CounterWords.noAnswer())
                                : callLocally();
                };
        };
    }

    /**
     * An answer that came after the clerk was told that there is none. While nothing was called since, it is the call;
     * else it is kept for the next press, since that citizen has been called to this counter by the hub. Whoever asked
     * and signed out since has nobody to serve: the hub lets the citizen wait again.
     */
    Optional<Outcome> answeredLate(CallNext question, Answer answer) {
        TicketId ticket = answer.ticket();
        if (!asked.close(question)) {
            return ticket == null
                    ? Optional.empty()
                    : Optional.of(new Outcome.Refused("not-signed-in", CounterWords.calledTooLate(ticket)));
        }
        if (!answer.ok()) {
            return Optional.empty();
        }
        Serving serving = memory.serving();
        if (serving != null && serving.call().equals(answer.call())) {
            return Optional.empty();
        }
        if (memory.rating() == null && (serving == null || serving.finished())) {
            return Optional.of(answered(answer));
        }
        late = answer;
        return Optional.empty();
    }

    Outcome recall() {
        Serving serving = memory.serving();
        if (serving == null || serving.finished()) {
            return noCall();
        }
        boolean recorded = commit(new Recalled(serving.call()), memory);
        return recorded ? new Outcome.Done(CounterWords.recalled(serving.ticket())) : new Outcome.NotRecorded();
    }

    Outcome noShow() {
        Serving serving = memory.serving();
        if (serving == null || serving.finished()) {
            return noCall();
        }
        boolean recorded = commit(new NoShow(serving.call()), memory.serving(null));
        return recorded ? new Outcome.Done(CounterWords.noShow(serving.ticket())) : new Outcome.NotRecorded();
    }

    Outcome finish() {
        Serving serving = memory.serving();
        if (serving == null || serving.finished()) {
            return noCall();
        }
        return finishOpenService()
                ? new Outcome.Done(CounterWords.finished(serving.ticket()))
                : new Outcome.NotRecorded();
    }

    /** Whether nothing is open now. */
    boolean finishOpenService() {
        Serving serving = memory.serving();
        return serving == null
                || serving.finished()
                || commit(new Finished(serving.call()), memory.serving(serving.done()));
    }

    private Outcome answered(Answer answer) {
        CallId call = answer.call();
        TicketId ticket = answer.ticket();
        if (answer.code() != null) {
            return new Outcome.Refused(Json.wireName(answer.code()), CounterWords.refused(answer.code()));
        }
        if (call == null || ticket == null) {
            return new Outcome.Refused("bad-answer", CounterWords.refused(Answer.Code.BAD_REQUEST));
        }
        Serving same = memory.serving();
        if (same != null && same.call().equals(call) && !same.finished()) {
            return new Outcome.AsItWas(CounterWords.called(ticket, same.service(), same.locally()));
        }
        String service = ServiceNames.ofTicket(ticket, answer.service(), place.hall());
        boolean recorded = commit(
                new Called(call, ticket), memory.calling(new Serving(call, ticket, service, false, false, false)));
        return recorded ? new Outcome.Done(CounterWords.called(ticket, service, false)) : new Outcome.NotRecorded();
    }

    private Outcome callLocally() {
        LocalDate today = place.clock().byHub().toLocalDate();
        Optional<TicketId> waiting = place.hall().queue().flatMap(queue -> memory.nextOf(queue, counter, today));
        if (waiting.isEmpty()) {
            return new Outcome.Refused("nobody-waiting", CounterWords.nobodyLocally());
        }
        TicketId ticket = waiting.get();
        CallId call = CallId.of(ids.get());
        String service = ServiceNames.ofSeries(ticket.series(), place.hall());
        boolean recorded = commit(
                new CalledLocally(call, ticket),
                memory.calling(new Serving(call, ticket, service, true, false, false)));
        calledThrough = place.journal().last();
        return recorded ? new Outcome.Done(CounterWords.called(ticket, service, true)) : new Outcome.NotRecorded();
    }

    private static Outcome notSignedIn() {
        return new Outcome.Refused("not-signed-in", CounterWords.notSignedIn());
    }

    private static Outcome noCall() {
        return new Outcome.Refused("no-call", CounterWords.noCall());
    }
}
