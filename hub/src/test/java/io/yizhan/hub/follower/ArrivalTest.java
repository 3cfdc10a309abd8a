package io.yizhan.hub.follower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.hub.HandClock;
import io.yizhan.hub.PaperTerminal;
import io.yizhan.hub.book.EntryTimes;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.journal.Heard;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch that waits for its turn bounds its entries by when it came. */
class ArrivalTest {

    private static final Punch PUNCH = new Punch(Punch.Method.PIN, new StaffId("s0123"), null, null, null);

    @TempDir
    Path folder;

    private FollowerBench hub;
    private PaperTerminal reader;
    private HandClock pi;

    /** It has heard of the hub, and says what its uptime was then; when it says something, the hub learns first here. */
    @BeforeEach
    void a_reader_without_a_clock() {
        hub = new FollowerBench(folder, Follower.BAD_ENTRIES_USUAL);
        pi = new HandClock(Instant.parse("2025-01-01T00:00:00Z"), Duration.ofHours(1));
        pi.trust(ClockTrust.UNSYNCED);
        reader = new PaperTerminal("reader-1", pi);
        reader.heard = new Heard(hub.clock.boot(), hub.clock.upMs(), pi.upMs());
    }

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void while_the_writer_is_held_up_ten_minutes_pass_and_the_punch_is_no_minute_less_certain() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        hub.holdAcks(goOn);
        PaperTerminal other = new PaperTerminal("kiosk-1", hub.clock);
        hub.follower.received(other.device, other.hello().write(), hub.clock.upMs()); // its ack holds the writer
        assertThat(hub.held.await(10, TimeUnit.SECONDS)).isTrue();
        reader.append(PUNCH);
        Instant punched = hub.clock.now();
        hub.follower.received(reader.device, reader.batch(1, 1).write(), hub.clock.upMs());

        hub.clock.pass(Duration.ofMinutes(10));
        goOn.countDown();

        await().until(() -> hub.acks.size() == 2);
        assertAbout(punched);
    }

    @Test
    void one_that_was_on_its_way_for_ten_minutes_leaves_them_open() throws Exception {
        reader.append(PUNCH);
        Instant punched = hub.clock.now();
        byte[] sent = reader.batch(1, 1).write();
        hub.clock.pass(Duration.ofMinutes(10));

        hub.ship(reader, sent);

        TrueTime time = time();
        assertThat(punched).isBetween(time.earliest(), time.latest());
        assertThat(Duration.between(punched, time.latest())).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
    }

    private void assertAbout(Instant punched) {
        TrueTime time = time();
        assertThat(time.source()).isEqualTo(TrueTime.Source.BOUNDS);
        assertThat(punched).isBetween(time.earliest(), time.latest());
        assertThat(Duration.between(time.earliest(), time.latest())).isLessThan(Duration.ofMillis(200));
    }

    private TrueTime time() {
        return hub.database.read(
                rows -> rows.one("SELECT * FROM entry WHERE journal = ?", EntryTimes::time, reader.journal)
                        .orElseThrow());
    }
}
