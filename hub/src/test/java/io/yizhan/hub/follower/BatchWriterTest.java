package io.yizhan.hub.follower;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.HandClock;
import io.yizhan.hub.PaperTerminal;
import io.yizhan.hub.book.AlarmProjection;
import io.yizhan.hub.book.AlarmRaised;
import io.yizhan.hub.book.BatchTimed;
import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.TimesProjection;
import io.yizhan.hub.store.Database;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.fact.Booted;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.fact.RatingMissed;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.SessionId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.journal.Batch;
import io.yizhan.protocol.journal.Header;
import io.yizhan.protocol.journal.Heard;
import io.yizhan.protocol.journal.LineFormat;
import io.yizhan.protocol.journal.Origin;
import io.yizhan.protocol.journal.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchWriterTest {

    private static final Punch PUNCH = new Punch(Punch.Method.PIN, new StaffId("s0123"), null, null, null);
    private static final Booted BOOTED = new Booted("1.0.0", ClockTrust.SYNCED);

    @TempDir
    Path folder;

    private final HandClock hub = new HandClock(Instant.parse("2026-11-23T00:30:00Z"), Duration.ofHours(100));
    private final HandClock pi = new HandClock(Instant.parse("2026-11-23T00:30:00Z"), Duration.ofHours(1));
    private final PaperTerminal reader = new PaperTerminal("reader-1", pi);
    private Database database;
    private BatchWriter writer;

    @BeforeEach
    void open() {
        database = Database.open(folder.resolve("hub.db"));
        Book book = new Book(
                database,
                hub,
                PaperTerminal.ZONE,
                List.of(new AlarmProjection(), new TimesProjection(List.of())),
                List.of(AlarmRaised.class, BatchTimed.class));
        Rights noRatings = (rows, device) ->
                fact -> fact instanceof RatingMissed ? Optional.of("a reader takes no ratings") : Optional.empty();
        writer = new BatchWriter(book, noRatings, hub);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private BatchWriter.Outcome follow(PaperTerminal terminal, Batch batch) {
        return database.writeAndWait(tx -> writer.write(tx, terminal.device, ReadBatch.of(batch), hub.upMs()));
    }

    private long count(String fate) {
        return database.read(
                rows -> rows.number("SELECT count(*) FROM entry WHERE device = 'reader-1' AND fate = ?", fate));
    }

    private List<String> alarms() {
        return database.read(rows -> rows.list("SELECT kind FROM alarm ORDER BY alarm", row -> row.text("kind")));
    }

    @Test
    void new_entries_are_applied_and_the_watermark_has_their_hash() {
        reader.append(BOOTED);
        reader.append(PUNCH);

        var outcome = follow(reader, reader.batch(1, 2));

        assertThat(outcome.verdict()).isEqualTo(Verdict.APPLIED);
        assertThat(outcome.mark().through()).isEqualTo(2);
        assertThat(outcome.mark().hash()).isEqualTo(reader.hash(2));
        assertThat(count("folded")).isEqualTo(2);
    }

    @Test
    void a_batch_that_comes_twice_is_a_repeat_and_one_that_overlaps_adds_only_what_is_new() {
        reader.append(BOOTED);
        follow(reader, reader.batch(1, 1));
        reader.append(PUNCH);

        assertThat(follow(reader, reader.batch(1, 1)).verdict()).isEqualTo(Verdict.REPEAT);
        assertThat(follow(reader, reader.batch(1, 2)).verdict()).isEqualTo(Verdict.APPLIED);
        assertThat(count("folded")).isEqualTo(2);
    }

    @Test
    void a_batch_after_missing_entries_is_a_gap_and_applies_nothing() {
        reader.append(BOOTED);
        reader.append(PUNCH);

        var outcome = follow(reader, reader.batch(2, 2));

        assertThat(outcome.verdict()).isEqualTo(Verdict.GAP);
        assertThat(outcome.mark().through()).isZero();
        assertThat(count("folded")).isZero();
    }

    @Test
    void entries_that_the_terminal_holds_no_longer_are_a_loss_with_its_bounds() {
        reader.append(BOOTED);
        reader.append(PUNCH);
        reader.append(PUNCH);
        reader.oldest = 3;

        var outcome = follow(reader, reader.batch(3, 3));

        assertThat(outcome.verdict()).isEqualTo(Verdict.APPLIED);
        assertThat(outcome.mark().through()).isEqualTo(3);
        assertThat(alarms()).containsExactly("loss");
        assertThat(database.<String>read(rows -> rows.one("SELECT detail FROM alarm", row -> row.text("detail"))
                        .orElseThrow()))
                .contains("entries 1 to 2");
    }

    @Test
    void a_hello_of_an_empty_journal_moves_the_base_too() {
        reader.append(BOOTED);
        reader.oldest = 2;

        assertThat(follow(reader, reader.hello()).verdict()).isEqualTo(Verdict.APPLIED);
        reader.append(PUNCH);
        assertThat(follow(reader, reader.batch(2, 2)).verdict()).isEqualTo(Verdict.APPLIED);
    }

    @Test
    void a_hello_ahead_of_the_book_is_a_gap_and_at_its_end_a_repeat() {
        reader.append(BOOTED);

        assertThat(follow(reader, reader.hello()).verdict()).isEqualTo(Verdict.GAP);
        follow(reader, reader.batch(1, 1));
        assertThat(follow(reader, reader.hello()).verdict()).isEqualTo(Verdict.REPEAT);
    }

    @Test
    void a_changed_line_below_the_watermark_is_a_fork() {
        reader.append(BOOTED);
        reader.append(PUNCH);
        follow(reader, reader.batch(1, 2));
        Header header = reader.batch(1, 2).header();
        byte[] changed =
                new String(reader.line(1), UTF_8).replace("1.0.0", "1.0.1").getBytes(UTF_8);

        Batch forged = new Batch(header, List.of(changed, reader.line(2)));

        assertThat(follow(reader, forged).verdict()).isEqualTo(Verdict.FORKED);
        assertThat(count("folded")).isEqualTo(2);
    }

    @Test
    void another_hash_before_the_batch_is_a_fork_and_so_is_a_journal_that_became_shorter() {
        reader.append(BOOTED);
        reader.append(PUNCH);
        follow(reader, reader.batch(1, 2));
        Header good = reader.hello().header();
        Header wrongPrev = new Header(good.journal(), 3, new Hash("ab".repeat(32)), 1, 2, good.boot(), good.up(), null);
        Header shorter = new Header(good.journal(), 2, reader.hash(1), 1, 1, good.boot(), good.up(), null);

        assertThat(follow(reader, new Batch(wrongPrev, List.of())).verdict()).isEqualTo(Verdict.FORKED);
        assertThat(follow(reader, new Batch(shorter, List.of())).verdict()).isEqualTo(Verdict.FORKED);
    }

    @Test
    void a_journal_under_two_devices_is_refused_with_an_alarm_and_moves_neither() {
        reader.append(BOOTED);
        follow(reader, reader.batch(1, 1));
        reader.append(PUNCH);
        Batch batch = reader.batch(2, 2);

        var outcome = database.writeAndWait(tx ->
                writer.write(tx, new io.yizhan.protocol.id.DeviceId("reader-2"), ReadBatch.of(batch), hub.upMs()));

        assertThat(outcome.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(outcome.mark().through()).isZero();
        assertThat(alarms()).containsExactly("journal-twice");
        assertThat(follow(reader, batch).verdict()).isEqualTo(Verdict.APPLIED);
    }

    @Test
    void a_line_that_cannot_be_read_and_one_that_is_not_the_devices_are_set_aside_and_the_journal_goes_on() {
        reader.append(BOOTED);
        reader.append("{\"v\":1".getBytes(UTF_8));
        reader.append(new byte[0]);
        reader.append(new RatingMissed(SessionId.of(UUID.randomUUID())));
        reader.append(PUNCH);

        var outcome = follow(reader, reader.batch(1, 5));

        assertThat(outcome.mark().through()).isEqualTo(5);
        assertThat(outcome.badEntries()).isEqualTo(3);
        assertThat(count("quarantined")).isEqualTo(3);
        assertThat(count("folded")).isEqualTo(2);
        assertThat(alarms()).containsExactly("quarantine");
    }

    @Test
    void an_unknown_type_is_kept_as_it_is_and_is_no_bad_entry() {
        reader.append(BOOTED);
        reader.append(new String(reader.line(1), UTF_8)
                .replace("\"booted\"", "\"danced\"")
                .getBytes(UTF_8));

        var outcome = follow(reader, reader.batch(1, 2));

        assertThat(outcome.badEntries()).isZero();
        assertThat(count("unknown")).isEqualTo(1);
    }

    @Test
    void a_line_with_an_origin_that_the_book_has_is_kept_and_not_folded_again() {
        reader.append(BOOTED);
        reader.append(PUNCH);
        follow(reader, reader.batch(1, 1));
        PaperTerminal anew = new PaperTerminal("reader-1", pi);
        var format = LineFormat.ofTerminals();
        for (long seq = 1; seq <= 2; seq++) {
            anew.append(format.withOrigin(reader.line(seq), new Origin(reader.journal, seq, reader.hash(seq))));
        }

        follow(anew, anew.batch(1, 2));

        assertThat(count("folded")).isEqualTo(2);
        assertThat(count("repeated")).isEqualTo(1);
    }

    @Test
    void a_synced_time_within_the_bounds_is_taken_as_it_is() {
        pi.pass(Duration.ofMillis(500));
        hub.pass(Duration.ofMillis(500));
        reader.append(PUNCH);

        follow(reader, reader.batch(1, 1));

        assertThat(time()).isEqualTo("synced 0 " + pi.wallMs() + " " + pi.wallMs() + " " + pi.wallMs());
    }

    @Test
    void a_synced_time_that_cannot_be_is_flagged_and_replaced() {
        shakeHands();
        pi.step(Duration.ofHours(2));
        reader.append(PUNCH);

        follow(reader, reader.batch(1, 1));

        assertThat(time()).startsWith("bounds 1 ");
    }

    @Test
    void without_a_clock_the_uptimes_place_an_entry_between_the_bounds() {
        shakeHands();
        pi.trust(ClockTrust.UNSYNCED);
        pi.step(Duration.ofDays(-400));
        long real = hub.wallMs();
        reader.append(PUNCH);
        pi.pass(Duration.ofMinutes(10));
        hub.pass(Duration.ofMinutes(10));

        follow(reader, reader.batch(1, 1));

        String[] parts = time().split(" ", -1);
        assertThat(parts[0]).isEqualTo("bounds");
        assertThat(real).isBetween(Long.parseLong(parts[3]), Long.parseLong(parts[4]));
        assertThat(Long.parseLong(parts[4]) - Long.parseLong(parts[3])).isLessThan(500);
    }

    @Test
    void an_earlier_boot_without_a_clock_is_uncertain_between_its_neighbours() {
        reader.append(PUNCH);
        pi.trust(ClockTrust.UNSYNCED);
        pi.reboot(Duration.ofMinutes(5));
        pi.step(Duration.ofDays(-400));
        reader.append(PUNCH);
        pi.reboot(Duration.ofMinutes(5));
        hub.pass(Duration.ofMinutes(11));

        follow(reader, reader.batch(1, 2));

        assertThat(time()).startsWith("uncertain 0 ");
    }

    @Test
    void settled_times_are_entries_of_the_hubs_own_journal() {
        shakeHands();
        pi.trust(ClockTrust.UNSYNCED);
        reader.append(PUNCH);
        follow(reader, reader.batch(1, 1));

        String line = database.read(rows -> rows.one(
                        "SELECT line FROM entry WHERE device = 'hub' ORDER BY seq DESC LIMIT 1",
                        row -> new String(row.bytes("line"), UTF_8))
                .orElseThrow());

        assertThat(line).contains("\"type\":\"batch-timed\"").contains("\"source\":\"bounds\"");
    }

    /** A hello and its ack, so that both sides are bounded: 20 ms there, 20 ms back. */
    private void shakeHands() {
        Batch hello = reader.hello();
        hub.pass(Duration.ofMillis(20));
        pi.pass(Duration.ofMillis(20));
        follow(reader, hello);
        long sent = hub.upMs();
        hub.pass(Duration.ofMillis(20));
        pi.pass(Duration.ofMillis(20));
        reader.heard = new Heard(hub.boot(), sent, pi.upMs());
    }

    /** Of the newest entry of the reader: source flagged at earliest latest. */
    private String time() {
        return database.read(rows -> rows.one(
                        "SELECT time_source, flagged, at_ms, earliest_ms, latest_ms FROM entry"
                                + " WHERE device = 'reader-1' ORDER BY position DESC LIMIT 1",
                        row -> row.text("time_source") + " " + row.number("flagged") + " " + row.number("at_ms") + " "
                                + row.number("earliest_ms") + " " + row.number("latest_ms"))
                .orElseThrow());
    }
}
