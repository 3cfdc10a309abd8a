package io.yizhan.terminal.uplink;

import io.yizhan.protocol.request.Answer;
import io.yizhan.protocol.request.Request;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** Asks the hub for what only it can decide now. For any thread. */
public interface Requests {

    /**
     * Asks once; never again later. The future always completes with a value: at the answer, at once when there is no
     * way to the hub, after 5 s at the latest. What depends on it runs on a thread of the uplink: it must only enqueue.
     */
    default CompletableFuture<Result> ask(Request request) {
        return ask(request, 0);
    }

    /**
     * Asks what the hub answers rightly only with what happened here: while the hub is there, the request leaves when
     * the journal is acknowledged through {@code after}, or a second later.
     */
    CompletableFuture<Result> ask(Request request, long after);

    /** Told of answers that came after {@link #ask} had given up, so that they are shown; must only enqueue. */
    void onLateAnswer(BiConsumer<Request, Answer> shown);

    /** What became of a request. */
    sealed interface Result {}

    /** The hub's answer, which may be a refusal. */
    record Answered(Answer answer) implements Result {}

    /** No answer in time. The hub may have carried it out all the same. */
    record Unanswered(Reason reason) implements Result {}

    /** Why there is no answer. */
    enum Reason {
        /** Nothing was sent, or nobody was there to get it. */
        HUB_AWAY,
        /** It was sent, and no answer came in time. */
        LATE
    }
}
