package io.yizhan.hub.follower;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.hub.PaperTerminal;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.fact.Booted;
import io.yizhan.protocol.fact.RatingMissed;
import io.yizhan.protocol.fact.RatingVoid;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.SessionId;
import io.yizhan.protocol.journal.Ack;
import io.yizhan.protocol.journal.Heard;
import io.yizhan.protocol.journal.LineFormat;
import io.yizhan.protocol.journal.Origin;
import io.yizhan.protocol.journal.Verdict;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of verdicts as a terminal hears it, and what is set aside and why. */
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
        hub.database.writeAndWait(tx -> tx.update("ALTER TABLE boot_bound RENAME TO gone"));
        Ack busy = hub.ship(kiosk, kiosk.batch(1, 1).write());

        assertThat(busy.verdict()).isEqualTo(Verdict.BUSY);
        assertThat(busy.through()).isZero();
        assertThat(busy.retryMs()).isEqualTo(Follower.BUSY_RETRY_MS);
        hub.database.writeAndWait(tx -> tx.update("ALTER TABLE gone RENAME TO boot_bound"));
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                "v":1             | "v":0
                "v":1             | "v":1.5
                "v":1             | "v":"one"
                "v":1,            | ''
                "type":"booted"   | "type":""
                "type":"booted",  | ''
                "at":"2026        | "at":"tomorrow
                "clock":"synced", | "clock":"sundial",
                "boot":"          | "boot":"ABC
                "up":3            | "up":-3
                "version":"1.0.0" | "version":7
                "version":"1.0.0",| ''
                "data":{          | "data":[{
                "v":1             | "v":1,"v":1
                """)
    void a_line_that_breaks_the_shape_is_set_aside_with_its_reason_and_blocks_nothing(String right, String wrong)
            throws Exception {
        kiosk.append(BOOTED);
        String line = new String(kiosk.line(1), UTF_8);
        assertThat(line).contains(right);
        kiosk.append(line.replace(right, wrong).getBytes(UTF_8));
        kiosk.append(BOOTED);

        assertThat(ship(kiosk.batch(1, 3).write())).isEqualTo(Verdict.APPLIED);

        assertThat(hub.fates(kiosk)).containsExactly("folded", "quarantined", "folded");
        assertThat(hub.reason(kiosk, 2)).isNotBlank().isNotEqualTo("null");
        assertThat(hub.alarms()).containsExactly("quarantine");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                ''
                not json
                [1]
                "text"
                null
                {
                """)
    void bytes_that_are_no_object_are_set_aside_as_they_are(String bytes) throws Exception {
        kiosk.append(bytes.getBytes(UTF_8));

        ship(kiosk.batch(1, 1).write());

        assertThat(hub.fates(kiosk)).containsExactly("quarantined");
        assertThat(hub.database.<byte[]>read(rows -> rows.one(
                                "SELECT line FROM entry WHERE journal = ?", row -> row.bytes("line"), kiosk.journal)
                        .orElseThrow()))
                .isEqualTo(bytes.getBytes(UTF_8));
    }

    @Test
    void what_is_not_the_devices_is_set_aside_and_what_no_record_takes_is_kept_unprojected() throws Exception {
        kiosk.append(new RatingMissed(SessionId.of(UUID.randomUUID())));
        kiosk.append(new RatingVoid(SessionId.of(UUID.randomUUID()), "power"));

        ship(kiosk.batch(1, 2).write());

        assertThat(hub.fates(kiosk)).containsExactly("quarantined", "unprojected");
        assertThat(hub.reason(kiosk, 1)).isEqualTo("a kiosk takes no ratings");
        assertThat(hub.reason(kiosk, 2)).isEqualTo("no such session");
    }

    @Test
    void a_newer_version_of_an_entry_is_kept_unprojected_and_is_no_bad_entry() throws Exception {
        kiosk.append(BOOTED);
        kiosk.append(
                new String(kiosk.line(1), UTF_8).replace("\"v\":1", "\"v\":2").getBytes(UTF_8));

        ship(kiosk.batch(1, 2).write());

        assertThat(hub.fates(kiosk)).containsExactly("folded", "unknown");
        assertThat(hub.alarms()).isEmpty();
    }

    @Test
    void an_origin_is_skipped_in_whatever_form_the_hub_has_it() throws Exception {
        kiosk.append(BOOTED);
        kiosk.append("{\"v\":1,\"type\":\"booted\"}".getBytes(UTF_8));
        hub.ship(kiosk, kiosk.batch(1, 2).write());

        PaperTerminal second = shippedAgain(kiosk, List.of(1L, 2L));
        hub.ship(second, second.batch(1, 2).write());
        PaperTerminal third = new PaperTerminal("kiosk-1", hub.clock);
        third.append(second.line(1));
        third.append(second.line(2));
        hub.ship(third, third.batch(1, 2).write());

        assertThat(hub.fates(kiosk)).containsExactly("folded", "quarantined");
        assertThat(hub.fates(second)).containsExactly("repeated", "repeated");
        assertThat(hub.fates(third)).containsExactly("repeated", "repeated");
    }

    @Test
    void an_origin_that_only_another_journal_has_told_is_skipped_too() throws Exception {
        PaperTerminal never = new PaperTerminal("kiosk-1", hub.clock);
        never.append(BOOTED);
        never.append("{\"v\":1,\"type\":\"booted\"}".getBytes(UTF_8));
        PaperTerminal second = shippedAgain(never, List.of(1L, 2L));
        hub.ship(second, second.batch(1, 2).write());
        PaperTerminal third = shippedAgain(never, List.of(2L, 1L));
        hub.ship(third, third.batch(1, 2).write());

        assertThat(hub.fates(second)).containsExactly("folded", "quarantined");
        assertThat(hub.fates(third)).containsExactly("repeated", "repeated");
    }

    @Test
    void an_origin_with_another_hash_is_another_line() throws Exception {
        kiosk.append(BOOTED);
        hub.ship(kiosk, kiosk.batch(1, 1).write());
        PaperTerminal clone = new PaperTerminal("kiosk-1", hub.clock, kiosk.journal);
        clone.append(new Booted("2.0.0", ClockTrust.SYNCED));
        PaperTerminal anew = shippedAgain(clone, List.of(1L));

        hub.ship(anew, anew.batch(1, 1).write());

        assertThat(hub.fates(anew)).containsExactly("folded");
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

    private PaperTerminal shippedAgain(PaperTerminal old, List<Long> seqs) {
        PaperTerminal anew = new PaperTerminal("kiosk-1", hub.clock);
        for (long seq : seqs) {
            anew.append(
                    LineFormat.ofTerminals().withOrigin(old.line(seq), new Origin(old.journal, seq, old.hash(seq))));
        }
        return anew;
    }
}
