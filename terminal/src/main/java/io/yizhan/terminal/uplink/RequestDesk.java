package io.yizhan.terminal.uplink;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.Topics;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.link.Message;
import io.yizhan.protocol.link.Published;
import io.yizhan.protocol.link.Received;
import io.yizhan.protocol.request.Answer;
import io.yizhan.protocol.request.Request;
import io.yizhan.terminal.journal.Journal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests on their way. For any thread. */
final class RequestDesk implements Requests {

    /** What is older than this is neither carried out nor waited for. */
    static final Duration EXPIRY = Duration.ofSeconds(5);

    /** The journal ships within this while the hub is there; one that is busy is asked all the same. */
    static final Duration SHIPPED_WITHIN = Duration.ofSeconds(1);

    private static final Duration LOOK_EVERY = Duration.ofMillis(5);

    /** The newest requests, whose answers are told also when they come late. */
    private static final int REMEMBERED_MAX = 256;

    private static final Logger LOG = LoggerFactory.getLogger(RequestDesk.class);

    private final Outlet outlet;
    private final Journal journal;
    private final BooleanSupplier hubOnline;
    private final String topic;
    private final List<BiConsumer<Request, Answer>> late = new CopyOnWriteArrayList<>();
    private final SequencedMap<String, Asked> asked = new LinkedHashMap<>();

    RequestDesk(UplinkSettings settings, Outlet outlet, Journal journal, BooleanSupplier hubOnline) {
        this.outlet = outlet;
        this.journal = journal;
        this.hubOnline = hubOnline;
        this.topic = settings.topics().up(settings.device(), Topics.Up.REQUEST);
    }

    @Override
    public CompletableFuture<Result> ask(Request request, long after) {
        if (!mayWaitFor(after)) {
            return send(request);
        }
        CompletableFuture<Result> result = new CompletableFuture<>();
        Thread.ofVirtual().name("request").start(() -> {
            awaitShipped(after);
            var _ = send(request).thenAccept(result::complete);
        });
        return result;
    }

    /** A journal that was begun anew is shorter than the old one was. */
    private boolean mayWaitFor(long after) {
        return journal.acked() < Math.min(after, journal.last()) && hubOnline.getAsBoolean();
    }

    private void awaitShipped(long after) {
        long untilNanos = System.nanoTime() + SHIPPED_WITHIN.toNanos();
        while (mayWaitFor(after) && System.nanoTime() - untilNanos < 0) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    private CompletableFuture<Result> send(Request request) {
        String correlation = UUID.randomUUID().toString();
        CompletableFuture<Result> result = new CompletableFuture<>();
        remember(correlation, new Asked(request, result));
        var _ = outlet.publish(Message.expiring(topic, Json.write(request), correlation, EXPIRY))
                .thenAccept(outcome -> {
                    if (!(outcome instanceof Published.Delivered(boolean anybody) && anybody)) {
                        result.complete(new Unanswered(Reason.HUB_AWAY));
                    }
                });
        return result.completeOnTimeout(new Unanswered(Reason.LATE), EXPIRY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void onLateAnswer(BiConsumer<Request, Answer> shown) {
        late.add(shown);
    }

    /** On the link's thread, so that an answer waits for nothing. */
    void answered(Received message) {
        Asked question = message.correlation() == null ? null : take(message.correlation());
        if (question == null) {
            LOG.atWarn().addKeyValue("correlation", message.correlation()).log("an answer to no question of ours");
            return;
        }
        Answer answer;
        try {
            answer = Json.read(message.payload(), Answer.class);
        } catch (UnreadableException e) {
            LOG.atError().addKeyValue("why", e.getMessage()).log("an answer cannot be read");
            return;
        }
        if (!question.result().complete(new Answered(answer))) {
            late.forEach(shown -> shown.accept(question.request(), answer));
        }
    }

    private void remember(String correlation, Asked question) {
        synchronized (asked) {
            asked.put(correlation, question);
            if (asked.size() > REMEMBERED_MAX) {
                asked.pollFirstEntry();
            }
        }
    }

    private @Nullable Asked take(String correlation) {
        synchronized (asked) {
            return asked.remove(correlation);
        }
    }

    private record Asked(Request request, CompletableFuture<Result> result) {}
}
