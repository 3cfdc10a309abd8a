package io.yizhan.terminal.uplink;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LoopTest {

    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger bugs = new AtomicInteger();
    private final AtomicInteger turns = new AtomicInteger();

    @Test
    void what_waits_when_it_ends_is_still_done() throws Exception {
        for (int round = 0; round < 200; round++) {
            done.set(0);
            Loop loop = loop();
            loop.start();
            loop.enqueue(done::incrementAndGet);
            loop.end();
            assertThat(done).hasValue(1);
        }
    }

    @Test
    void messages_beyond_the_limit_are_not_taken_and_what_must_not_be_lost_is() throws Exception {
        Loop loop = loop();
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        loop.start();
        loop.enqueue(() -> {
            busy.countDown();
            await(goOn);
        });
        await(busy);
        for (int n = 0; n < Loop.WAITING_MAX; n++) {
            assertThat(loop.offer(done::incrementAndGet)).isTrue();
        }

        assertThat(loop.offer(done::incrementAndGet)).isFalse();
        loop.enqueue(done::incrementAndGet);
        goOn.countDown();
        loop.end();

        assertThat(done).hasValue(Loop.WAITING_MAX + 1);
    }

    @Test
    void a_bug_is_told_and_the_next_thing_is_done() throws Exception {
        Loop loop = loop();
        loop.start();
        loop.enqueue(() -> {
            throw new IllegalStateException("a bug");
        });
        loop.enqueue(done::incrementAndGet);

        Awaitility.await().until(() -> done.get() == 1);
        assertThat(bugs).hasValue(1);
        loop.end();
    }

    @Test
    void it_looks_at_what_is_due_when_it_is_woken() throws Exception {
        Loop loop = loop();
        loop.start();
        int before = turns.get();

        loop.wake();

        Awaitility.await().until(() -> turns.get() > before);
        loop.end();
    }

    private Loop loop() {
        return new Loop(
                "test",
                () -> System.nanoTime() / 1_000_000,
                () -> {
                    turns.incrementAndGet();
                    return Long.MAX_VALUE;
                },
                bugs::incrementAndGet);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
