package io.yizhan.terminal.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.protocol.id.BootId;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.StoreId;
import io.yizhan.protocol.journal.Ack;
import io.yizhan.protocol.journal.Batch;
import io.yizhan.protocol.journal.Verdict;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The shipper's rules against a hub that follows the table, over a wire that loses, delays and breaks; in made-up time.
 */
class LossyWireTest {

    private static final JournalId JOURNAL = new JournalId("00000000-0000-4000-8000-000000000001");
    private static final StoreId STORE = new StoreId("00000000-0000-4000-8000-0000000000cc");
    private static final BootId BOOT = new BootId("00000000-0000-4000-8000-0000000000bb");
    private static final OffsetDateTime AT = OffsetDateTime.parse("2026-11-23T08:00:00+08:00");
    private static final int STEP_MS = 20;
    private static final int FAULTS_END_MS = 600_000;
    private static final int WITHIN_MS = 180_000;

    private record Sent(long from, int entries, long last) {}

    private final ShipperState state = new ShipperState(null, 0);
    private final Queue<Sent> toHub = new ArrayDeque<>();
    private final Queue<Ack> toTerminal = new ArrayDeque<>();
    private long nowMs;
    private long last;
    private long through;
    private long epoch = 1;
    private boolean up;
    private boolean greeted;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 20_261_123})
    void whatever_the_wire_does_every_entry_arrives_soon_after(long seed) {
        Random random = new Random(seed);
        while (nowMs < FAULTS_END_MS) {
            step(random, true);
        }
        long until = nowMs + WITHIN_MS;
        while (nowMs < until && through < last) {
            step(random, false);
        }

        assertThat(through).as("seed %d", seed).isEqualTo(last);
        assertThat(last).isGreaterThan(2_000);
    }

    private void step(Random random, boolean faulty) {
        nowMs += STEP_MS;
        if (random.nextInt(6) == 0 && faulty) {
            last += 1 + random.nextInt(3);
        }
        if (!up) {
            if (random.nextInt(50) == 0) {
                up = true;
                greeted = false;
                state.connected(nowMs);
            }
        } else if (faulty && random.nextInt(3_000) == 0) {
            up = false;
            toHub.clear();
            toTerminal.clear();
            state.disconnected();
        }
        if (faulty && random.nextInt(4_000) == 0) {
            toHub.clear(); // the hub was killed and is back
            if (random.nextInt(3) == 0) {
                through = Math.max(0, through - random.nextInt(500));
                epoch++;
            }
            state.hubAppeared();
        }
        send();
        if (random.nextInt(3) == 0) {
            answer(random, faulty);
        }
        if (random.nextInt(3) == 0 && !toTerminal.isEmpty()) {
            hear(toTerminal.remove());
        }
    }

    private void send() {
        for (int sent = 0; sent < 100; sent++) {
            switch (state.next(nowMs, extent())) {
                case Next.Hello hello -> {
                    toHub.add(new Sent(last + 1, 0, last));
                    state.helloSent(last + 1, nowMs);
                }
                case Next.Ship(long from) -> {
                    assertThat(greeted).as("a batch before the hello's answer").isTrue();
                    int entries = (int) Math.min(Batch.ENTRIES_MAX, last - from + 1);
                    toHub.add(new Sent(from, entries, last));
                    state.shipped(from + entries - 1, nowMs);
                }
                case Next.Rest(long untilMs) -> {
                    assertThat(untilMs).isGreaterThan(nowMs);
                    return;
                }
            }
        }
        throw new AssertionError("it sends without end");
    }

    private void answer(Random random, boolean faulty) {
        Sent sent = toHub.poll();
        if (sent == null || (faulty && random.nextInt(20) == 0)) {
            return;
        }
        Integer retryMs = null;
        Verdict verdict;
        if (faulty && random.nextInt(30) == 0) {
            verdict = Verdict.BUSY;
            retryMs = random.nextInt(3_000);
        } else if (sent.from() > through + 1) {
            verdict = Verdict.GAP;
        } else if (sent.from() + sent.entries() - 1 <= through) {
            verdict = Verdict.REPEAT;
        } else {
            through = sent.from() + sent.entries() - 1;
            verdict = Verdict.APPLIED;
        }
        if (!faulty || random.nextInt(20) != 0) {
            toTerminal.add(ack(sent.from(), verdict, retryMs));
        }
    }

    private void hear(Ack ack) {
        greeted = true;
        for (var effect : state.acked(ack, nowMs, extent(), Optional.empty())) {
            assertThat(effect).isNotInstanceOf(AckEffect.BeginAnew.class).isNotInstanceOf(AckEffect.Fault.class);
        }
    }

    private Ack ack(long from, Verdict verdict, @Nullable Integer retryMs) {
        return new Ack(JOURNAL, from, through, null, verdict, STORE, epoch, BOOT, 1, AT, retryMs);
    }

    private ShipperState.Extent extent() {
        return new ShipperState.Extent(JOURNAL, 1, last);
    }
}
