package io.yizhan.hub.follower;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.yizhan.hub.PaperTerminal;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.fact.Booted;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.journal.Ack;
import io.yizhan.protocol.journal.Batch;
import io.yizhan.protocol.journal.Line;
import io.yizhan.protocol.journal.LineFormat;
import io.yizhan.protocol.journal.Origin;
import io.yizhan.protocol.journal.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each limit of what a follower takes: at it, and one past it. */
class FollowerLimitsTest {

    private static final Booted BOOTED = new Booted("1.0.0", ClockTrust.SYNCED);

    @TempDir
    Path folder;

    private FollowerBench hub;
    private PaperTerminal kiosk;

    @BeforeEach
    void open() {
        hub = new FollowerBench(folder, Follower.BAD_ENTRIES_USUAL);
        kiosk = new PaperTerminal("kiosk-1", hub.clock);
    }

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void the_limits_are_the_contracts() {
        assertThat(Batch.ENTRIES_MAX).isEqualTo(256);
        assertThat(Batch.BYTES_MAX).isEqualTo(65_536);
        assertThat(Line.BYTES_MAX).isEqualTo(8_192);
        assertThat(Line.BYTES_MAX_WITH_ORIGIN).isEqualTo(8_448);
        assertThat(Follower.BAD_ENTRIES_USUAL).isEqualTo(20);
        assertThat(Storm.WINDOW_MS).isEqualTo(60_000);
    }

    @Test
    void two_hundred_and_fifty_six_entries_are_taken_and_one_more_is_refused() throws Exception {
        for (int i = 0; i <= Batch.ENTRIES_MAX; i++) {
            kiosk.append(new byte[] {'x'});
        }
        byte[] most = kiosk.batch(1, Batch.ENTRIES_MAX).write();
        byte[] over = new byte[most.length + 2];
        System.arraycopy(most, 0, over, 0, most.length);
        over[most.length] = 'x';
        over[most.length + 1] = '\n';

        Ack refused = hub.ship(kiosk, over);
        assertThat(refused.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(refused.journal()).isNull();
        assertThat(hub.ship(kiosk, most).through()).isEqualTo(Batch.ENTRIES_MAX);
    }

    @Test
    void sixty_four_kibibytes_are_taken_and_one_byte_more_is_refused() throws Exception {
        kiosk.append(new byte[0]);
        int room = Batch.BYTES_MAX - kiosk.batch(1, 1).write().length;
        PaperTerminal full = new PaperTerminal("kiosk-1", hub.clock);
        full.append("x".repeat(room).getBytes(UTF_8));
        PaperTerminal over = new PaperTerminal("kiosk-1", hub.clock);
        over.append("x".repeat(room + 1).getBytes(UTF_8));

        assertThat(full.batch(1, 1).write()).hasSize(Batch.BYTES_MAX);
        Ack refused = hub.ship(over, over.batch(1, 1).write());
        assertThat(refused.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(refused.journal()).isNull();
        assertThat(hub.ship(full, full.batch(1, 1).write()).verdict()).isEqualTo(Verdict.APPLIED);
    }

    @Test
    void a_line_of_8192_bytes_is_folded_and_one_byte_more_is_set_aside() throws Exception {
        kiosk.append(padded(Line.BYTES_MAX, null));
        kiosk.append(padded(Line.BYTES_MAX + 1, null));

        hub.ship(kiosk, kiosk.batch(1, 2).write());

        assertThat(hub.fates(kiosk)).containsExactly("folded", "quarantined");
        assertThat(hub.reason(kiosk, 2)).contains("8193 bytes", "8192");
    }

    @Test
    void a_line_with_an_origin_may_have_8448_bytes_and_no_more() throws Exception {
        Origin origin = new Origin(new JournalId("00000000-0000-4000-8000-00000000000e"), 7, new Hash("ab".repeat(32)));
        kiosk.append(padded(Line.BYTES_MAX_WITH_ORIGIN, origin));
        kiosk.append(padded(Line.BYTES_MAX_WITH_ORIGIN + 1, new Origin(origin.journal(), 8, origin.hash())));

        hub.ship(kiosk, kiosk.batch(1, 2).write());

        assertThat(hub.fates(kiosk)).containsExactly("folded", "quarantined");
    }

    @Test
    void a_line_sixteen_levels_deep_is_folded_and_one_of_seventeen_is_set_aside() throws Exception {
        kiosk.append(deep(16));
        kiosk.append(deep(17));

        hub.ship(kiosk, kiosk.batch(1, 2).write());

        assertThat(hub.fates(kiosk)).containsExactly("folded", "quarantined");
    }

    @Test
    void each_batch_has_exactly_one_ack() throws Exception {
        for (int i = 0; i < 40; i++) {
            kiosk.append(BOOTED);
        }
        for (int i = 1; i <= 40; i++) {
            hub.follower.received(kiosk.device, kiosk.batch(i, i).write(), hub.clock.upMs());
            hub.follower.received(kiosk.device, "garbage".getBytes(UTF_8), hub.clock.upMs());
        }

        await().until(() -> hub.acks.size() >= 80);
        assertThat(hub.ship(kiosk, kiosk.hello().write())).isNotNull(); // the 81st is for the 81st
        assertThat(hub.acks).hasSize(80);
    }

    @Test
    void as_many_batches_wait_as_may_and_the_next_is_dropped_without_an_ack() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        hub.holdAcks(goOn);
        byte[] garbage = "garbage".getBytes(UTF_8);
        hub.follower.received(kiosk.device, garbage, 0);
        assertThat(hub.held.await(10, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < Follower.BATCHES_WAITING_MAX + 1; i++) {
            hub.follower.received(kiosk.device, garbage, 0);
        }

        goOn.countDown();

        kiosk.append(BOOTED);
        await().until(() -> hub.acks.size() == 1 + Follower.BATCHES_WAITING_MAX);
        hub.follower.received(kiosk.device, kiosk.batch(1, 1).write(), 0);
        await().until(() -> hub.acks.size() > 1 + Follower.BATCHES_WAITING_MAX);
        assertThat(hub.acks).hasSize(2 + Follower.BATCHES_WAITING_MAX);
        assertThat(hub.acks.stream().filter(ack -> ack.verdict() == Verdict.APPLIED))
                .hasSize(1);
    }

    @Test
    void as_many_batches_as_may_are_read_ahead_of_the_writer_and_the_others_wait_unread() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        hub.holdAcks(goOn);
        byte[] hello = kiosk.hello().write();
        hub.follower.received(kiosk.device, hello, 0); // its ack holds the writer's thread
        assertThat(hub.held.await(10, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < Follower.READ_AHEAD_MAX + 1; i++) {
            hub.follower.received(kiosk.device, hello, 0);
        }
        await("the follower waits with one in its hand").until(FollowerLimitsTest::followerWaitsForTheWriter);

        for (int i = 0; i < Follower.BATCHES_WAITING_MAX + 1; i++) {
            hub.follower.received(kiosk.device, hello, 0);
        }
        goOn.countDown();

        int answered = 1 + Follower.READ_AHEAD_MAX + 1 + Follower.BATCHES_WAITING_MAX;
        await().until(() -> hub.acks.size() == answered);
        kiosk.append(BOOTED);
        assertThat(hub.ship(kiosk, kiosk.batch(1, 1).write()).verdict()).isEqualTo(Verdict.APPLIED);
        assertThat(hub.acks).as("the one too many was dropped").hasSize(answered);
    }

    private static boolean followerWaitsForTheWriter() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().equals("hub-follower"))
                .flatMap(thread -> Stream.of(thread.getValue()))
                .anyMatch(frame -> frame.getClassName().equals(Semaphore.class.getName()));
    }

    @Test
    void bad_entries_count_for_60_s_and_not_a_millisecond_longer() throws Exception {
        rubbish(1);
        hub.clock.pass(Duration.ofMillis(Storm.WINDOW_MS));
        rubbish(Follower.BAD_ENTRIES_USUAL);
        hub.clock.pass(Duration.ofMillis(Storm.WINDOW_MS - 1));
        kiosk.append(BOOTED);
        assertThat(hub.ship(kiosk, kiosk.batch(22, 22).write()).verdict()).isEqualTo(Verdict.APPLIED);
        rubbish(1);
        kiosk.append(BOOTED);

        Ack busy = hub.ship(kiosk, kiosk.batch(24, 24).write());

        assertThat(busy.verdict()).isEqualTo(Verdict.BUSY);
        assertThat(busy.retryMs()).as("until 60 s after the first of them").isEqualTo(1);
        hub.clock.pass(Duration.ofMillis(1));
        assertThat(hub.ship(kiosk, kiosk.batch(24, 24).write()).verdict()).isEqualTo(Verdict.APPLIED);
    }

    @Test
    void how_many_bad_entries_are_taken_is_the_halls_to_say() throws Exception {
        hub.close();
        hub = new FollowerBench(folder, 2);
        rubbish(2);
        kiosk.append(BOOTED);
        assertThat(hub.ship(kiosk, kiosk.batch(3, 3).write()).verdict()).isEqualTo(Verdict.APPLIED);
        rubbish(1);

        assertThat(hub.ship(kiosk, kiosk.hello().write()).verdict()).isEqualTo(Verdict.BUSY);
    }

    @Test
    void a_busy_hub_asks_for_a_minute_at_most() throws Exception {
        Ack ack = hub.ship(kiosk, kiosk.hello().write());

        assertThat(ask(ack, Ack.RETRY_MS_MAX).retryMs()).isEqualTo(60_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ask(ack, Ack.RETRY_MS_MAX + 1))
                .withMessageContaining("60001");
    }

    private static Ack ask(Ack like, int retryMs) {
        return new Ack(null, null, null, null, Verdict.BUSY, like.store(), 1, like.boot(), 0, like.at(), retryMs);
    }

    private void rubbish(int entries) throws InterruptedException {
        long from = kiosk.last() + 1;
        for (int i = 0; i < entries; i++) {
            kiosk.append("rubbish".getBytes(UTF_8));
        }
        assertThat(hub.ship(kiosk, kiosk.batch(from, kiosk.last()).write()).verdict())
                .isEqualTo(Verdict.APPLIED);
    }

    /** A boot, made as long as that by a field that nobody knows. */
    private byte[] padded(int bytes, @Nullable Origin origin) {
        byte[] line = booted();
        if (origin != null) {
            line = LineFormat.ofTerminals().withOrigin(line, origin);
        }
        String start = "{\"filling\":\"\",";
        String filling = "x".repeat(bytes - line.length - start.length() + 1);
        return ("{\"filling\":\"" + filling + "\"," + new String(line, UTF_8).substring(1)).getBytes(UTF_8);
    }

    /** The outermost object is 1. */
    private byte[] deep(int levels) {
        String nested = "[".repeat(levels - 1) + "]".repeat(levels - 1);
        return ("{\"filling\":" + nested + "," + new String(booted(), UTF_8).substring(1)).getBytes(UTF_8);
    }

    private byte[] booted() {
        PaperTerminal scratch = new PaperTerminal("kiosk-1", hub.clock);
        scratch.append(BOOTED);
        return scratch.line(1);
    }
}
