package io.yizhan.hub.follower;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.hub.PaperTerminal;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.fact.Booted;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.journal.Ack;
import io.yizhan.protocol.journal.Heard;
import io.yizhan.protocol.journal.Verdict;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of verdicts as a terminal hears it. */
class VerdictsTest {

    private static final Booted BOOTED = new Booted("1.0.0", ClockTrust.SYNCED);

    @TempDir
    Path folder;

    private FollowerBench hub;
    private PaperTerminal kiosk;

    @BeforeEach
    void open() {
        hub = new FollowerBench(folder, 200);
        kiosk = new PaperTerminal("kiosk-1", hub.clock);
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private Verdict ship(byte[] payload) throws InterruptedException {
        return hub.ship(kiosk, payload).verdict();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                "journal":"   | "journal":"X
                "journal"     | "jornal"
                "from":1      | "from":0
                "from":1      | "from":1.5
                "from":1      | "from":"1"
                "from"        | "form"
                "prev":"      | "prev":"a
                "prev"        | "prov"
                "oldest":1    | "oldest":0
                "oldest"      | "eldest"
                "last":1      | "last":0
                "last"        | "lost"
                "boot":"      | "boot":"x
                "boot"        | "root"
                "up":         | "up":-
                "up"          | "ap"
                "heard":{     | "heard":{"x":1},"h":{
                "here":       | "hire":
                "from":1      | "from":1,"from":1
                """)
    void a_header_with_a_field_that_is_missing_or_wrong_is_refused(String right, String wrong) throws Exception {
        kiosk.heard = new Heard(hub.clock.boot(), 5, 4);
        kiosk.append(BOOTED);
        String batch = new String(kiosk.batch(1, 1).write(), UTF_8);
        int end = batch.indexOf('\n');
        String header = batch.substring(0, end);
        assertThat(header).contains(right);

        Ack refused = hub.ship(kiosk, (header.replace(right, wrong) + batch.substring(end)).getBytes(UTF_8));

        assertThat(refused.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(refused.journal()).isNull();
        assertThat(refused.from()).isNull();
        assertThat(refused.through()).isNull();
        assertThat(refused.hash()).isNull();
        assertThat(ship(batch.getBytes(UTF_8))).isEqualTo(Verdict.APPLIED);
    }

    @Test
    void another_devices_journal_is_refused_by_name_from_zero_and_moves_neither() throws Exception {
        kiosk.append(BOOTED);
        hub.ship(kiosk, kiosk.batch(1, 1).write());
        kiosk.append(BOOTED);

        Ack refused = hub.ship(new DeviceId("twin"), kiosk.batch(2, 2).write());

        assertThat(refused.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(refused.journal()).isEqualTo(kiosk.journal);
        assertThat(refused.from()).isEqualTo(2);
        assertThat(refused.through()).isZero();
        assertThat(hub.through(kiosk)).isEqualTo(1);
        assertThat(hub.alarms()).containsExactly("journal-twice");
    }

    @Test
    void refused_comes_before_busy_and_busy_before_forked() throws Exception {
        hub.close();
        hub = new FollowerBench(folder, 1);
        kiosk = new PaperTerminal("kiosk-1", hub.clock);
        kiosk.append("rubbish".getBytes(UTF_8));
        kiosk.append("rubbish".getBytes(UTF_8));
        hub.ship(kiosk, kiosk.batch(1, 2).write());
        PaperTerminal other = new PaperTerminal("kiosk-1", hub.clock, kiosk.journal);
        other.append(BOOTED);

        assertThat(ship("no header\n".getBytes(UTF_8))).isEqualTo(Verdict.REFUSED);
        Ack busy = hub.ship(other, other.batch(1, 1).write());
        assertThat(busy.verdict()).isEqualTo(Verdict.BUSY);
        assertThat(busy.from()).isEqualTo(1);
        assertThat(busy.through()).isEqualTo(2);
        assertThat(busy.hash()).isEqualTo(kiosk.hash(2));
        assertThat(busy.retryMs()).isNotNull();
    }

    @Test
    void another_devices_journal_is_refused_also_while_its_sender_would_have_to_wait() throws Exception {
        hub.close();
        hub = new FollowerBench(folder, 1);
        kiosk = new PaperTerminal("kiosk-1", hub.clock);
        PaperTerminal reader = new PaperTerminal("reader-1", hub.clock);
        reader.append(BOOTED);
        hub.ship(reader, reader.batch(1, 1).write());
        kiosk.append("rubbish".getBytes(UTF_8));
        kiosk.append("rubbish".getBytes(UTF_8));
        hub.ship(kiosk, kiosk.batch(1, 2).write());

        Ack refused = hub.ship(kiosk, reader.hello().write());

        assertThat(refused.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(refused.journal()).isEqualTo(reader.journal);
        assertThat(refused.through()).isZero();
        assertThat(refused.retryMs()).isNull();
        assertThat(ship(kiosk.hello().write())).isEqualTo(Verdict.BUSY);
    }

    @Test
    void forked_comes_before_gap_and_says_where_the_hub_stands() throws Exception {
        for (int i = 0; i < 3; i++) {
            kiosk.append(BOOTED);
        }
        hub.ship(kiosk, kiosk.batch(1, 3).write());
        PaperTerminal old = new PaperTerminal("kiosk-1", hub.clock, kiosk.journal);
        old.append(kiosk.line(1));

        Ack forked = hub.ship(old, old.hello().write());

        assertThat(forked.verdict()).isEqualTo(Verdict.FORKED);
        assertThat(forked.through()).isEqualTo(3);
        assertThat(forked.hash()).isEqualTo(kiosk.hash(3));
    }

    @Test
    void gap_repeat_and_applied_say_where_the_hub_stands() throws Exception {
        for (int i = 0; i < 3; i++) {
            kiosk.append(BOOTED);
        }

        assertThat(hub.ship(kiosk, kiosk.batch(3, 3).write()))
                .returns(Verdict.GAP, Ack::verdict)
                .returns(3L, Ack::from)
                .returns(0L, Ack::through)
                .returns(kiosk.hash(0), Ack::hash);
        assertThat(hub.ship(kiosk, kiosk.batch(1, 2).write()))
                .returns(Verdict.APPLIED, Ack::verdict)
                .returns(2L, Ack::through)
                .returns(kiosk.hash(2), Ack::hash);
        assertThat(hub.ship(kiosk, kiosk.batch(1, 1).write()))
                .returns(Verdict.REPEAT, Ack::verdict)
                .returns(1L, Ack::from)
                .returns(2L, Ack::through)
                .returns(kiosk.hash(2), Ack::hash);
    }

    @Test
    void lines_below_the_base_are_a_repeat_whatever_they_say() throws Exception {
        for (int i = 0; i < 4; i++) {
            kiosk.append(BOOTED);
        }
        kiosk.oldest = 4;
        hub.ship(kiosk, kiosk.batch(4, 4).write());
        PaperTerminal other = new PaperTerminal("kiosk-1", hub.clock, kiosk.journal);
        other.append("another one".getBytes(UTF_8));
        for (int i = 0; i < 3; i++) {
            other.append(BOOTED);
        }

        assertThat(hub.ship(other, other.batch(1, 2).write()).verdict()).isEqualTo(Verdict.REPEAT);
        assertThat(hub.ship(other, other.batch(1, 4).write()).verdict()).isEqualTo(Verdict.FORKED);
        assertThat(hub.through(kiosk)).isEqualTo(4);
    }

    @Test
    void a_disk_fault_commits_nothing_and_is_answered_busy() throws Exception {
        kiosk.append(BOOTED);
        hub.database.writeAndWait(tx -> tx.update("ALTER TABLE exchange RENAME TO gone"));
        Ack busy = hub.ship(kiosk, kiosk.batch(1, 1).write());

        assertThat(busy.verdict()).isEqualTo(Verdict.BUSY);
        assertThat(busy.through()).isZero();
        assertThat(busy.retryMs()).isEqualTo(Follower.BUSY_RETRY_MS);
        hub.database.writeAndWait(tx -> tx.update("ALTER TABLE gone RENAME TO exchange"));
        assertThat(ship(kiosk.batch(1, 1).write())).isEqualTo(Verdict.APPLIED);
    }

    @Test
    void a_hub_that_cannot_even_read_says_busy_and_promises_nothing() throws Exception {
        kiosk.append(BOOTED);
        hub.database.writeAndWait(tx -> tx.update("ALTER TABLE journal RENAME TO gone"));

        Ack busy = hub.ship(kiosk, kiosk.batch(1, 1).write());

        assertThat(busy.verdict()).isEqualTo(Verdict.BUSY);
        assertThat(busy.journal()).isNull();
        assertThat(busy.through()).isNull();
        assertThat(busy.retryMs()).isEqualTo(Follower.BUSY_RETRY_MS);
    }

    @Test
    void a_bug_of_ours_ends_no_thread() throws Exception {
        hub.failNextAck();
        hub.follower.received(kiosk.device, "garbage".getBytes(UTF_8), 0);
        kiosk.append(BOOTED);

        assertThat(ship(kiosk.batch(1, 1).write())).isEqualTo(Verdict.APPLIED);
    }

    @Test
    void when_an_ack_goes_out_entry_watermark_and_records_are_on_disk() throws Exception {
        CountDownLatch looked = new CountDownLatch(1);
        hub.holdAcks(looked); // with the writer's thread: nothing is committed after it meanwhile
        kiosk.append(BOOTED);
        hub.follower.received(kiosk.device, kiosk.batch(1, 1).write(), hub.clock.upMs());
        assertThat(hub.held.await(10, TimeUnit.SECONDS)).isTrue();
        try {
            assertThat(hub.fates(kiosk)).containsExactly("folded");
            assertThat(hub.through(kiosk)).isEqualTo(1);
            assertThat(hub.tally()).containsExactly(1L);
        } finally {
            looked.countDown();
        }
    }

    @Test
    void an_ack_promises_only_what_a_reader_of_the_book_sees() throws Exception {
        for (int i = 0; i < 30; i++) {
            kiosk.append(BOOTED);
        }
        byte[] torn = Arrays.copyOf(kiosk.batch(1, 30).write(), 500);
        assertThat(ship(torn)).isEqualTo(Verdict.REFUSED);
        for (long seq = 1; seq <= 30; seq++) {
            Ack ack = hub.ship(kiosk, kiosk.batch(seq, seq).write());
            assertThat(hub.through(kiosk)).isGreaterThanOrEqualTo(ack.through() == null ? -1 : ack.through());
        }
        await().until(() -> hub.fates(kiosk).size() == 30);
    }
}
