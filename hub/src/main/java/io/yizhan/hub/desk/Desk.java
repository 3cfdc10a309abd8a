package io.yizhan.hub.desk;

import io.yizhan.hub.book.Book;
import io.yizhan.hub.devices.Devices;
import io.yizhan.hub.queue.Calling;
import io.yizhan.hub.queue.NextCall;
import io.yizhan.hub.store.Rows;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.request.Answer;
import io.yizhan.protocol.request.CallNext;
import io.yizhan.protocol.request.CheckIn;
import io.yizhan.protocol.request.Request;
import io.yizhan.protocol.request.Transfer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Answers what terminals ask: one decision, one commit, and the answer; the hall's screens hear of it afterwards. For
 * any thread, but not the writer's: an answer waits for its commit.
 */
public final class Desk {

    /** A request without an expiry, or with one of 0, has this one. */
    static final Duration EXPIRY = Duration.ofSeconds(5);

    /** The longest request. */
    static final int BYTES_MAX = 64 * 1024;

    /**
     * A question can overtake the entry that it builds on, the clerk's sign-in: both are on their way, on two topics.
     * So long a refusal for that is held back, and the question decided again when more of the device's journal has
     * come.
     */
    static final Duration OVERTAKING_MAX = Duration.ofMillis(800);

    private final Book book;
    private final Calling calling;
    private final InstantSource clock;
    private final DeskWords words;
    private final AnswerMemory memory = new AnswerMemory();
    private final ConcurrentMap<DeviceId, CountDownLatch> journalHasMore = new ConcurrentHashMap<>();

    /** @param languages of the hall, the first first */
    public Desk(Book book, Calling calling, InstantSource clock, List<String> languages) {
        this.book = book;
        this.calling = calling;
        this.clock = clock;
        this.words = new DeskWords(languages);
        book.onEntry(entry -> {
            CountDownLatch waits = journalHasMore.remove(entry.device());
            if (waits != null) {
                waits.countDown();
            }
        });
    }

    /**
     * Answers a request.
     *
     * @param from the sender, by the topic
     * @param correlation of the request; the same one within ten minutes gets the same answer
     * @param left what is left of the message's expiry; null when it has none
     */
    public Answer answer(DeviceId from, String correlation, @Nullable Duration left, byte[] payload) {
        Optional<Answer> before = memory.find(from, correlation, clock.instant());
        if (before.isPresent()) {
            return before.get();
        }
        Answer answer = read(from, left, payload);
        memory.keep(from, correlation, answer, clock.instant());
        return answer;
    }

    private Answer read(DeviceId from, @Nullable Duration left, byte[] payload) {
        if (payload.length > BYTES_MAX) {
            return words.badRequest(payload.length + " bytes, more than " + BYTES_MAX);
        }
        Request request;
        try {
            request = Json.read(payload, Request.class);
        } catch (UnreadableException e) {
            return e.unknownName() ? words.unknownOp() : words.badRequest(String.valueOf(e.getMessage()));
        }
        if (isExpired(request, left)) {
            return words.expired();
        }
        Answer answer = decide(from, left, request);
        return mayHaveOvertaken(answer) ? decideWithMoreOfTheJournal(from, left, request, answer) : answer;
    }

    /**
     * A broker takes off what a request lay there, and nothing tells how much that was: one that lay there for more
     * than half of its time is refused as well. Whoever asked has gone on by then, and asks again. So has he while a
     * slow disk keeps the request waiting: it is looked at once more when it is decided.
     */
    private boolean isExpired(Request request, @Nullable Duration left) {
        Duration expiry = left == null || left.isZero() ? EXPIRY : left;
        return Duration.between(request.at().toInstant(), clock.instant()).compareTo(expiry) > 0;
    }

    private Answer decide(DeviceId from, @Nullable Duration left, Request request) {
        return book.database().writeAndWait(tx -> {
            if (isExpired(request, left)) {
                return words.expired();
            }
            return switch (request) {
                case CallNext next -> callNext(tx, from, next);
                case Transfer transfer -> transfer(tx, from, transfer);
                case CheckIn checkIn -> words.noAppointments();
            };
        });
    }

    private static boolean mayHaveOvertaken(Answer answer) {
        return answer.code() == Answer.Code.NOT_SIGNED_IN || answer.code() == Answer.Code.CLOSED;
    }

    private Answer decideWithMoreOfTheJournal(DeviceId from, @Nullable Duration left, Request request, Answer refusal) {
        Instant until = clock.instant().plus(OVERTAKING_MAX);
        long untilNanos = System.nanoTime() + OVERTAKING_MAX.toNanos();
        Answer answer = refusal;
        while (mayHaveOvertaken(answer) && clock.instant().isBefore(until)) {
            CountDownLatch more = journalHasMore.computeIfAbsent(from, device -> new CountDownLatch(1));
            answer = decide(from, left, request);
            try {
                if (mayHaveOvertaken(answer) && !more.await(untilNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    return answer;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return answer;
            }
        }
        return answer;
    }

    private Answer callNext(Tx tx, DeviceId from, CallNext next) throws SQLException {
        if (!owns(tx, from, next.counter())) {
            return words.notYours();
        }
        return switch (calling.next(tx, from, next.counter(), next.staff(), next.after(), clock.instant())) {
            case NextCall.Given given -> called(given);
            case NextCall.NobodyWaiting() -> words.nobodyWaiting();
            case NextCall.NotSignedIn() -> words.notSignedIn();
            case NextCall.NotOpen() -> words.notOpen();
        };
    }

    private static Answer called(NextCall.Given given) {
        ServiceId service = given.service();
        return new Answer(
                true, null, null, given.call(), given.ticket(), given.ticket().shown(), service, given.waiting());
    }

    private Answer transfer(Tx tx, DeviceId from, Transfer transfer) throws SQLException {
        if (!owns(tx, from, transfer.counter())) {
            return words.notYours();
        }
        return switch (calling.handOver(
                tx,
                from,
                transfer.counter(),
                transfer.call(),
                transfer.to().service(),
                transfer.to().counter(),
                transfer.reason())) {
            case DONE -> Answer.done();
            case NOT_YOURS -> words.notYours();
            case NOT_SIGNED_IN -> words.notSignedIn();
            case UNKNOWN_CALL -> words.badRequest("call " + transfer.call() + " is not known");
            case OVER -> words.callIsOver();
            case UNKNOWN_TARGET -> words.badRequest("there is no such service or counter: " + transfer.to());
        };
    }

    private static boolean owns(Rows rows, DeviceId device, CounterId counter) throws SQLException {
        return Devices.ofCounter(rows, counter).filter(device::equals).isPresent();
    }
}
