package io.yizhan.hub.follower;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.HandClock;
import io.yizhan.hub.PaperTerminal;
import io.yizhan.hub.book.AlarmProjection;
import io.yizhan.hub.book.AlarmRaised;
import io.yizhan.hub.book.BatchTimed;
import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.Identity;
import io.yizhan.hub.book.TimesProjection;
import io.yizhan.hub.store.Database;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.fact.Booted;
import io.yizhan.protocol.journal.Ack;
import io.yizhan.protocol.journal.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowerTest {

    private static final Booted BOOTED = new Booted("1.0.0", ClockTrust.SYNCED);

    @TempDir
    Path folder;

    private final HandClock hub = new HandClock(Instant.parse("2026-11-23T00:30:00Z"), Duration.ofHours(100));
    private final PaperTerminal kiosk = new PaperTerminal("kiosk-1", hub);
    private final BlockingQueue<Ack> acks = new LinkedBlockingQueue<>();
    private Database database;
    private Identity identity;
    private Follower follower;

    @BeforeEach
    void open() {
        database = Database.open(folder.resolve("hub.db"));
        Book book = new Book(
                database,
                hub,
                PaperTerminal.ZONE,
                List.of(new AlarmProjection(), new TimesProjection(List.of())),
                List.of(AlarmRaised.class, BatchTimed.class));
        identity = database.writeAndWait(Identity::of);
        follower = new Follower(
                database,
                new BatchWriter(book, (rows, device) -> fact -> Optional.empty(), hub),
                hub,
                PaperTerminal.ZONE,
                identity,
                (device, ack) -> acks.add(ack),
                Storm.BAD_ENTRIES_MAX);
    }

    @AfterEach
    void close() {
        follower.close();
        database.close();
    }

    private Ack ship(byte[] payload) throws InterruptedException {
        follower.received(kiosk.device, payload, hub.upMs());
        Ack ack = acks.poll(10, TimeUnit.SECONDS);
        assertThat(ack).as("each batch has exactly one ack").isNotNull();
        return ack;
    }

    @Test
    void what_is_acknowledged_is_in_the_book_already() throws Exception {
        kiosk.append(BOOTED);

        Ack ack = ship(kiosk.batch(1, 1).write());

        assertThat(ack.verdict()).isEqualTo(Verdict.APPLIED);
        assertThat(ack.through()).isEqualTo(1);
        assertThat(ack.hash()).isEqualTo(kiosk.hash(1));
        assertThat(ack.store()).isEqualTo(identity.store());
        assertThat(database.<Long>read(rows -> rows.number("SELECT count(*) FROM entry WHERE device = 'kiosk-1'")))
                .isEqualTo(1);
    }

    @Test
    void a_batch_without_a_header_is_refused_and_the_ack_names_no_journal() throws Exception {
        for (String bad : List.of("", "\n", "{}\n", "[1]\n{}\n", "no header\n", "{\"journal\":1}\n")) {
            Ack ack = ship(bad.getBytes(UTF_8));

            assertThat(ack.verdict()).as(bad).isEqualTo(Verdict.REFUSED);
            assertThat(ack.journal()).isNull();
            assertThat(ack.through()).isNull();
        }
    }

    @Test
    void bytes_after_the_last_line_feed_make_a_batch_refused() throws Exception {
        kiosk.append(BOOTED);
        byte[] whole = kiosk.batch(1, 1).write();

        Ack ack = ship(Arrays.copyOf(whole, whole.length - 1));

        assertThat(ack.verdict()).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void twenty_bad_entries_are_taken_and_the_twenty_first_makes_its_device_wait() throws Exception {
        for (int i = 0; i < Storm.BAD_ENTRIES_MAX; i++) {
            kiosk.append("rubbish".getBytes(UTF_8));
        }
        assertThat(ship(kiosk.batch(1, 20).write()).verdict()).isEqualTo(Verdict.APPLIED);
        kiosk.append("one more".getBytes(UTF_8));
        assertThat(ship(kiosk.batch(21, 21).write()).verdict())
                .as("the batch that crosses the line commits")
                .isEqualTo(Verdict.APPLIED);
        kiosk.append(BOOTED);

        Ack busy = ship(kiosk.batch(22, 22).write());

        assertThat(busy.verdict()).isEqualTo(Verdict.BUSY);
        assertThat(busy.through()).isEqualTo(21);
        assertThat(busy.retryMs()).isBetween(1, Ack.RETRY_MS_MAX);
    }

    @Test
    void batches_that_are_on_their_way_when_the_line_is_crossed_wait_too() throws Exception {
        for (int i = 0; i <= Storm.BAD_ENTRIES_MAX + 1; i++) {
            kiosk.append("rubbish".getBytes(UTF_8));
        }
        CompletableFuture<Integer> all = new CompletableFuture<>();
        var held = database.write(tx -> all.join());
        follower.received(kiosk.device, kiosk.batch(1, 21).write(), hub.upMs());
        follower.received(kiosk.device, kiosk.batch(22, 22).write(), hub.upMs());
        all.complete(0);
        held.join();

        assertThat(List.of(acks.take(), acks.take()))
                .extracting(Ack::verdict)
                .containsExactlyInAnyOrder(Verdict.APPLIED, Verdict.BUSY);
        assertThat(database.<Long>read(rows -> rows.number("SELECT count(*) FROM alarm WHERE kind = 'storm'")))
                .isEqualTo(1);
    }

    @Test
    void a_storm_of_one_device_makes_no_other_wait_and_it_ends_after_a_minute() throws Exception {
        for (int i = 0; i <= Storm.BAD_ENTRIES_MAX; i++) {
            kiosk.append("rubbish".getBytes(UTF_8));
        }
        ship(kiosk.batch(1, 21).write());
        PaperTerminal reader = new PaperTerminal("reader-1", hub);
        reader.append(BOOTED);

        follower.received(reader.device, reader.batch(1, 1).write(), hub.upMs());
        assertThat(acks.poll(10, TimeUnit.SECONDS).verdict()).isEqualTo(Verdict.APPLIED);

        hub.pass(Duration.ofMillis(Storm.WINDOW_MS));
        kiosk.append(BOOTED);
        assertThat(ship(kiosk.batch(22, 22).write()).verdict()).isEqualTo(Verdict.APPLIED);
    }

    @Test
    void a_database_that_takes_nothing_makes_no_ack_that_promises_anything() throws Exception {
        kiosk.append(BOOTED);
        ship(kiosk.batch(1, 1).write());
        kiosk.append(BOOTED);
        database.writeAndWait(tx -> tx.update("DROP TABLE exchange"));

        Ack ack = ship(kiosk.batch(2, 2).write());

        assertThat(ack.verdict()).isEqualTo(Verdict.BUSY);
        assertThat(ack.through()).isEqualTo(1);
    }
}
