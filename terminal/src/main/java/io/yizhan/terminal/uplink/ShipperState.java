package io.yizhan.terminal.uplink;

import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.StoreId;
import io.yizhan.protocol.journal.Ack;
import io.yizhan.protocol.journal.Batch;
import io.yizhan.protocol.journal.Verdict;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a terminal says next about its journal, and what it makes of an answer: the rules of the wire, without wire,
 * disk or clock. Times are this machine's uptime in milliseconds, given with each call. Not thread-safe.
 *
 * <pre>
 *   OFFLINE ── connected ──► GREETING ── the hello's answer: go on after its through ──► SHIPPING
 *      ▲                       ▲  │ no answer in 5 s, 10, 20 … 60 s: hello again            │
 *      │                       │  └─ refused, forked, busy: pause, then hello again         │
 *      │                       └── no ack in 5 s · 60 s with nothing to ship · a new hub ───┤
 *      └─────────────────────────── disconnected ───────────────────────────────────────────┘
 * </pre>
 *
 * While a hello is unanswered no batch is sent, so its answer is the last word: what was sent before it has been
 * answered too, or never will be.
 */
final class ShipperState {

    static final Duration ACK_WAIT = Duration.ofSeconds(5);
    static final Duration IDLE_HELLO = Duration.ofSeconds(60);

    /** Waits grow by this, up to {@link #PAUSE_MAX}. */
    static final Duration PAUSE_STEP = Duration.ofSeconds(10);

    static final Duration PAUSE_MAX = Duration.ofSeconds(60);

    /** Going back for a gap happens once in this time: the batches behind a lost one are all answered so. */
    static final Duration GAP_PAUSE = Duration.ofSeconds(1);

    /** When a busy hub doesn't say how long. */
    static final Duration BUSY_PAUSE = Duration.ofSeconds(5);

    /** No time, not even the end of it. */
    static final long NEVER = Long.MAX_VALUE;

    /** The journal as it is now. */
    record Extent(JournalId id, long oldest, long last) {}

    private record Sent(long through, long atMs) {}

    private enum Phase {
        OFFLINE,
        GREETING,
        SHIPPING
    }

    private final Deque<Sent> window = new ArrayDeque<>();
    private final Pairing pairing;
    private Phase phase = Phase.OFFLINE;

    /** The next entry to be shipped. */
    private long next = 1;

    /** Of which journal {@link #through} is said; null before the first ack. */
    private @Nullable JournalId of;

    private long through;
    private boolean helloDue;

    /** The first of the hellos that wait for an answer; {@link #NEVER} when none does. */
    private long helloFrom = NEVER;

    private long sentAtMs;
    private long progressAtMs;
    private long notBeforeMs;
    private long gapAtMs;
    private int silences;
    private int refusals;
    private int forks;

    /** @param store the hub's database that this terminal is paired with; null before it is */
    ShipperState(@Nullable StoreId store, long epoch) {
        pairing = new Pairing(store, epoch);
    }

    void connected(long nowMs) {
        greet();
        silences = 0;
        notBeforeMs = nowMs;
        gapAtMs = nowMs - GAP_PAUSE.toMillis();
    }

    void disconnected() {
        phase = Phase.OFFLINE;
        window.clear();
    }

    /** Another connection of the hub shows: what is on its way may be lost. */
    void hubAppeared() {
        if (phase != Phase.OFFLINE) {
            greet();
            silences = 0;
            notBeforeMs = 0;
        }
    }

    /** Something went wrong on our side: the journal couldn't be read, or the broker refused a batch. */
    void failed(long nowMs) {
        if (phase != Phase.OFFLINE && nowMs >= notBeforeMs) {
            pause(nowMs, grown(++refusals));
        }
    }

    Next next(long nowMs, Extent journal) {
        if (phase == Phase.OFFLINE) {
            return new Next.Rest(NEVER);
        }
        if (nowMs < notBeforeMs) {
            return new Next.Rest(notBeforeMs);
        }
        if (helloDue) {
            return new Next.Hello();
        }
        if (phase == Phase.SHIPPING && window.size() < Batch.UNACKNOWLEDGED_MAX && from(journal) <= journal.last()) {
            long overdue = overdueMs();
            return nowMs < overdue ? new Next.Ship(from(journal)) : new Next.Hello();
        }
        long due = phase == Phase.SHIPPING && window.isEmpty() ? sentAtMs + IDLE_HELLO.toMillis() : overdueMs();
        return nowMs < due ? new Next.Rest(due) : new Next.Hello();
    }

    void helloSent(long from, long nowMs) {
        boolean nobodyAnswered = !helloDue && (phase == Phase.GREETING || !window.isEmpty());
        if (nobodyAnswered) {
            silences++;
        }
        phase = Phase.GREETING;
        helloDue = false;
        helloFrom = Math.min(helloFrom, from);
        window.clear();
        sentAtMs = nowMs;
    }

    /** A batch was sent that ends with this entry. */
    void shipped(long lastOfBatch, long nowMs) {
        if (window.isEmpty()) {
            progressAtMs = nowMs;
        }
        window.add(new Sent(lastOfBatch, nowMs));
        next = lastOfBatch + 1;
        sentAtMs = nowMs;
    }

    /** @param ownHash our hash at the ack's through; empty where we no longer hold it */
    List<AckEffect> acked(Ack ack, long nowMs, Extent journal, Optional<Hash> ownHash) {
        List<AckEffect> effects = new ArrayList<>();
        switch (pairing.judge(ack, effects)) {
            case NOT_OURS -> {
                return effects;
            }
            case RESTORED -> through = 0;
            case OURS -> {}
        }
        effects.add(new AckEffect.Heard());
        if (ack.journal() != null && !ack.journal().equals(journal.id())) {
            return effects;
        }
        if (!journal.id().equals(of)) { // a new one's entries are not those that the hub had of the last
            of = journal.id();
            through = 0;
        }
        if (ack.verdict() == Verdict.REFUSED) {
            effects.add(new AckEffect.Fault(
                    UplinkFault.REFUSED, "the hub refuses this journal's batches; its log says why"));
            failed(nowMs);
            return effects;
        }
        if (ack.journal() == null || ack.from() == null || ack.through() == null || phase == Phase.OFFLINE) {
            if (ack.verdict() == Verdict.BUSY && phase != Phase.OFFLINE) {
                busy(ack, nowMs); // a hub that cannot even read where our journal stands
            }
            return effects;
        }
        Optional<String> fork = fork(ack, ack.through(), journal, ownHash);
        if (fork.isPresent()) {
            effects.add(new AckEffect.BeginAnew(fork.get()));
            effects.add(new AckEffect.Fault(UplinkFault.FORKED, fork.get()));
            pause(nowMs, grown(forks++));
            return effects;
        }
        follow(ack, ack.from(), ack.through(), nowMs, effects);
        return effects;
    }

    private static Optional<String> fork(Ack ack, long through, Extent journal, Optional<Hash> ownHash) {
        if (ack.verdict() == Verdict.FORKED) {
            return Optional.of("the hub holds another history of this journal");
        }
        if (through > journal.last()) {
            return Optional.of(
                    "the hub holds " + through + " entries of this journal, the terminal only " + journal.last());
        }
        if (ack.hash() != null && ownHash.isPresent() && !ownHash.get().equals(ack.hash())) {
            return Optional.of("the hub's hash at entry " + through + " is not the terminal's");
        }
        return Optional.empty();
    }

    private void follow(Ack ack, long from, long acked, long nowMs, List<AckEffect> effects) {
        boolean answersHello = phase == Phase.GREETING && from >= helloFrom;
        through = ack.verdict() == Verdict.GAP ? acked : Math.max(through, acked);
        effects.add(new AckEffect.Acknowledged(through));
        while (!window.isEmpty() && window.peek().through() <= acked) {
            window.remove();
            progressAtMs = nowMs;
        }
        switch (ack.verdict()) {
            case BUSY -> busy(ack, nowMs);
            case GAP -> {
                if (answersHello) {
                    goOn(acked);
                } else if (phase == Phase.SHIPPING && nowMs - gapAtMs >= GAP_PAUSE.toMillis()) {
                    gapAtMs = nowMs;
                    goOn(acked);
                }
            }
            case REPEAT, APPLIED -> {
                silences = 0;
                refusals = 0;
                forks = 0;
                for (UplinkFault over : List.of(UplinkFault.REFUSED, UplinkFault.NOT_ALLOWED, UplinkFault.FORKED)) {
                    effects.add(new AckEffect.Works(over));
                }
                if (answersHello) {
                    goOn(acked);
                } else {
                    next = Math.max(next, acked + 1);
                }
            }
            case REFUSED, FORKED -> throw new IllegalStateException(ack.verdict() + " has been dealt with before");
        }
    }

    private void busy(Ack ack, long nowMs) {
        long pauseMs = ack.retryMs() == null ? BUSY_PAUSE.toMillis() : ack.retryMs();
        notBeforeMs = Math.max(notBeforeMs, nowMs + pauseMs);
        window.clear();
        next = through + 1;
        if (phase == Phase.GREETING) {
            greet();
        }
    }

    /** Ships what follows this entry next, whatever was sent of it. */
    private void goOn(long acked) {
        phase = Phase.SHIPPING;
        helloFrom = NEVER;
        window.clear();
        next = acked + 1;
    }

    private void greet() {
        phase = Phase.GREETING;
        helloDue = true;
        helloFrom = NEVER;
        window.clear();
    }

    private void pause(long nowMs, Duration pause) {
        greet();
        notBeforeMs = nowMs + pause.toMillis();
    }

    /** An entry that we no longer hold cannot be shipped. */
    private long from(Extent journal) {
        return Math.max(next, journal.oldest());
    }

    /** When waiting for an ack has lasted long enough; never when none is owed. */
    private long overdueMs() {
        if (phase == Phase.GREETING) {
            return sentAtMs + patienceMs();
        }
        Sent first = window.peek();
        return first == null ? NEVER : Math.max(first.atMs(), progressAtMs) + patienceMs();
    }

    private long patienceMs() {
        return silences == 0 ? ACK_WAIT.toMillis() : grown(silences).toMillis();
    }

    /** Nothing at the zeroth time, then 10 s, 20 … 60 s. */
    private static Duration grown(int times) {
        Duration pause = PAUSE_STEP.multipliedBy(times);
        return pause.compareTo(PAUSE_MAX) < 0 ? pause : PAUSE_MAX;
    }
}
