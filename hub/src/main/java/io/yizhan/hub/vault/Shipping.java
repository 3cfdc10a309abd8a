package io.yizhan.hub.vault;

import io.yizhan.protocol.journal.Ack;
import io.yizhan.protocol.journal.Batch;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How far one journal is with one vault, and what to send next. Without disk, clock and wire; for one thread.
 *
 * <pre>
 *   ASKING ── hello's answer ──► SHIPPING ── all acknowledged ──► SHIPPING (a hello a minute)
 *     ▲ └── no answer: again after 5, 10, 20 … 60 s     │
 *     └──────── busy, silence, a new connection ────────┘      forked ──► STOPPED
 * </pre>
 */
final class Shipping {

    static final Duration ANSWER_MAX = Duration.ofSeconds(5);
    static final Duration SILENCE_MAX = Duration.ofSeconds(60);
    static final Duration HELLO_EVERY = Duration.ofSeconds(60);

    /** A gap is gone back to once in this time: batches behind the lost one are answered with gaps, too. */
    static final Duration GAP_EVERY = Duration.ofSeconds(1);

    /** Entries are gathered this long, which spares the vault's card: at most so much is lost with the hub's disk. */
    static final Duration GATHERED = Duration.ofSeconds(1);

    private enum Stage {
        ASKING,
        SHIPPING,
        STOPPED
    }

    private final Deque<Long> onTheirWay = new ArrayDeque<>(); // the last number of each batch
    private Stage stage = Stage.ASKING;
    private Duration patience = ANSWER_MAX;
    private long dueMs;
    private long acknowledged;
    private long next;
    private long wentBackMs = -GAP_EVERY.toMillis();

    /** What is to be sent. */
    sealed interface Step {
        record Hello() implements Step {}

        record Ship(long from) implements Step {}

        record Rest() implements Step {}
    }

    Step step(long nowMs, HubJournal journal) {
        return switch (stage) {
            case STOPPED -> new Step.Rest();
            case ASKING -> nowMs < dueMs ? new Step.Rest() : new Step.Hello();
            case SHIPPING -> shipping(nowMs, journal);
        };
    }

    private Step shipping(long nowMs, HubJournal journal) {
        if (!onTheirWay.isEmpty() && nowMs >= dueMs) {
            ask(0);
            return new Step.Hello();
        }
        if (next > journal.through()) {
            return onTheirWay.isEmpty() && nowMs >= dueMs ? new Step.Hello() : new Step.Rest();
        }
        return onTheirWay.size() < Batch.UNACKNOWLEDGED_MAX ? new Step.Ship(next) : new Step.Rest();
    }

    void sentHello(long nowMs) {
        dueMs = nowMs + patience.toMillis();
        if (stage == Stage.ASKING) {
            patience = patience.multipliedBy(2).compareTo(SILENCE_MAX) > 0 ? SILENCE_MAX : patience.multipliedBy(2);
        } else {
            dueMs = nowMs + HELLO_EVERY.toMillis();
        }
    }

    void sent(long through, long nowMs) {
        onTheirWay.add(through);
        next = through + 1;
        dueMs = nowMs + ANSWER_MAX.toMillis();
    }

    /**
     * A new connection: what was on its way counts as not sent, and the patience that grew while nobody was there
     * begins anew, since what is not with the vault yet is lost with the hub's disk.
     */
    void ask(long atMs) {
        if (stage != Stage.STOPPED) {
            stage = Stage.ASKING;
            patience = ANSWER_MAX;
            onTheirWay.clear();
            dueMs = atMs;
        }
    }

    void stop() {
        stage = Stage.STOPPED;
    }

    /**
     * The answer moves it on: everything through here is on the vault's disk. A hello's answer and a gap move it back,
     * too: a vault may have lost what it had acknowledged, with its card.
     */
    void answered(long through, boolean gap, long nowMs) {
        boolean first = stage == Stage.ASKING;
        stage = Stage.SHIPPING;
        patience = ANSWER_MAX;
        if (first || (gap && nowMs - wentBackMs >= GAP_EVERY.toMillis())) {
            onTheirWay.clear();
            acknowledged = through;
            next = through + 1;
            wentBackMs = gap ? nowMs : wentBackMs;
        }
        acknowledged = Math.max(acknowledged, through);
        next = Math.max(next, acknowledged + 1);
        onTheirWay.removeIf(sent -> sent <= through);
        dueMs = nowMs + (onTheirWay.isEmpty() ? HELLO_EVERY : ANSWER_MAX).toMillis();
    }

    void busy(Ack ack, long nowMs) {
        int retryMs = ack.retryMs() == null ? (int) SILENCE_MAX.toMillis() : ack.retryMs();
        ask(nowMs + retryMs);
    }

    /** Everything up to here is there. */
    boolean isDone(HubJournal journal) {
        return stage == Stage.STOPPED || (stage == Stage.SHIPPING && acknowledged >= journal.through());
    }
}
