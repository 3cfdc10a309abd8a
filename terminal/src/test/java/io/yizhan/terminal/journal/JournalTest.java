package io.yizhan.terminal.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.fact.Booted;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.journal.Chain;
import io.yizhan.protocol.journal.Line;
import io.yizhan.protocol.journal.LineFormat;
import io.yizhan.protocol.journal.Origin;
import io.yizhan.terminal.clock.HallClock;
import io.yizhan.terminal.clock.HandClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    static final String SERIAL = "100000003d1d1c36";
    private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-11-23T12:00:00+08:00");

    @TempDir
    Path folder;

    private final HandClock machine = new HandClock();
    private final HallClock clock = machine.hall();

    @Test
    void a_closed_journal_takes_nothing_more_and_leaves_its_file_to_who_opens_it_next() throws Exception {
        Journal stopping = open();
        stopping.append(booted());
        stopping.close();

        try (Journal next = open()) {
            assertThatThrownBy(() -> stopping.append(punch(1)))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("is closed: this terminal is stopping");
            assertThat(next.append(punch(2))).isEqualTo(2);
            assertThat(line(next, 2).fact()).isEqualTo(punch(2));
        }
    }

    @Test
    void what_was_appended_is_there_after_a_restart_numbered_and_chained() throws Exception {
        JournalId id;
        try (Journal journal = open()) {
            id = journal.id();
            assertThat(journal.append(booted())).isEqualTo(1);
            machine.pass(Duration.ofSeconds(4));
            assertThat(journal.append(punch(1))).isEqualTo(2);
        }

        try (Journal journal = open()) {
            assertThat(journal.id()).isEqualTo(id);
            assertThat(journal.oldest()).isEqualTo(1);
            assertThat(journal.last()).isEqualTo(2);
            assertIsChained(journal);
            Line<Fact> second = line(journal, 2);
            assertThat(second.fact()).isEqualTo(punch(1));
            assertThat(second.at()).isEqualTo(OffsetDateTime.parse("2026-11-23T08:00:04+08:00"));
            assertThat(second.up()).isEqualTo(16_000);
            assertThat(second.boot()).isEqualTo(HandClock.BOOT);
        }
    }

    /** SQLite keeps it for each connection: only the writer's own can tell. */
    @Test
    void an_append_waits_for_the_disk() throws Exception {
        open().close();
        Path file = folder.resolve("journal.db");
        JournalFile place = new JournalFile(file, SERIAL, LineFormat.ofTerminals());

        try (Storage storage = Storage.open(file, place, Limits.OF_A_TERMINAL)) {
            storage.commit(tables ->
                    assertThat(tables.number("PRAGMA synchronous", -1)).isEqualTo(2)); // FULL; 1 is NORMAL, 0 is OFF
        }
    }

    @Test
    void a_note_is_written_with_its_fact_or_not_at_all() throws Exception {
        try (Journal journal = open(new Limits(1, Limits.JOURNAL_BYTES_MAX))) {
            journal.append(booted(), new Note("kiosk/open", "A023"));

            assertThatThrownBy(() -> journal.append(punch(1), new Note("kiosk/open", "A024")))
                    .isInstanceOf(JournalException.class);
            assertThat(journal.note("kiosk/open")).contains("A023");
            assertThat(journal.last()).isEqualTo(1);
        }
    }

    @Test
    void notes_are_found_by_prefix_and_forgotten_by_null() throws Exception {
        try (Journal journal = open()) {
            journal.remember(new Note("order/1", "x"), new Note("order/2", "y"), new Note("orders", "z"));
            journal.remember(Note.forget("order/1"));

            assertThat(journal.notes("order/")).containsOnlyKeys("order/2").containsEntry("order/2", "y");
            assertThat(journal.note("order/1")).isEmpty();
        }
    }

    @Test
    void who_listens_hears_of_each_append_and_of_none_that_failed() throws Exception {
        AtomicInteger heard = new AtomicInteger();
        try (Journal journal = open(new Limits(2, Limits.JOURNAL_BYTES_MAX))) {
            journal.onAppend(heard::incrementAndGet);
            journal.append(booted());
            journal.append(punch(1));
            assertThatThrownBy(() -> journal.append(punch(2))).isInstanceOf(JournalException.class);
        }
        assertThat(heard).hasValue(2);
    }

    @Test
    void a_batch_is_read_as_far_as_entries_and_bytes_allow() throws Exception {
        try (Journal journal = open()) {
            append(journal, 10);
            int bytes = journal.read(1, 1, 100_000).getFirst().length + 1;

            assertThat(journal.read(3, 4, 100_000)).hasSize(4);
            assertThat(journal.read(1, 100, 3 * bytes)).hasSize(3);
            assertThat(journal.read(1, 100, 3 * bytes - 1)).hasSize(2);
            assertThat(journal.read(11, 4, 100_000)).isEmpty();
        }
    }

    @Test
    void beginning_anew_keeps_every_entry_with_where_it_first_stood() throws Exception {
        try (Journal journal = open()) {
            append(journal, 560);
            JournalId first = journal.id();
            Hash hash550 = journal.hash(550).orElseThrow();
            for (int day = 0; day <= Retention.ANSWERED_AFTER_ACK; day++) {
                journal.acknowledged(journal.id(), 20, NOON.plusDays(day));
            }
            journal.prune(NOON.plusDays(100));
            assertThat(journal.oldest()).isEqualTo(21);

            journal.beginAnew();

            assertThat(journal.id()).isNotEqualTo(first);
            assertThat(journal.oldest()).isEqualTo(1);
            assertThat(journal.last()).isEqualTo(540);
            assertThat(journal.acked()).isZero();
            assertThat(line(journal, 530).origin()).isEqualTo(new Origin(first, 550, hash550));
            assertIsChained(journal);

            JournalId second = journal.id();
            journal.append(booted());
            journal.beginAnew();
            assertThat(line(journal, 530).origin()).isEqualTo(new Origin(first, 550, hash550));
            Origin latest = Objects.requireNonNull(line(journal, 541).origin());
            assertThat(latest.journal()).isEqualTo(second);
        }
        try (Journal journal = open()) {
            assertThat(journal.last()).isEqualTo(541);
            assertIsChained(journal);
        }
    }

    @Test
    void appends_go_on_while_a_journal_begins_anew() throws Exception {
        try (Journal journal = open()) {
            append(journal, 1_100);
            Thread other = Thread.ofPlatform().start(() -> {
                try {
                    append(journal, 100);
                } catch (JournalException e) {
                    throw new IllegalStateException(e);
                }
            });
            journal.beginAnew();
            other.join();

            assertThat(journal.last()).isEqualTo(1_200);
            assertIsChained(journal);
        }
    }

    @Test
    void a_second_process_on_the_same_journal_is_refused() throws Exception {
        try (Journal journal = open()) {
            assertThat(journal.last()).isZero();
            assertThatThrownBy(this::open)
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("another process uses the journal");
        }
        open().close();
    }

    @Test
    void a_fact_too_long_for_an_entry_is_our_bug() throws Exception {
        try (Journal journal = open()) {
            assertThatThrownBy(() -> journal.append(new Booted("x".repeat(8_192), ClockTrust.SYNCED)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("8192");
            assertThat(journal.append(booted())).isEqualTo(1);
        }
    }

    static Fact booted() {
        return new Booted("1.0.0", ClockTrust.SYNCED);
    }

    static Fact punch(int n) {
        return new Punch(Punch.Method.PIN, new StaffId("s%04d".formatted(n)), null, null, null);
    }

    static void append(Journal journal, int entries) throws JournalException {
        for (int n : IntStream.rangeClosed(1, entries).toArray()) {
            journal.append(punch(n));
        }
    }

    static Line<Fact> line(Journal journal, long seq) throws Exception {
        return LineFormat.ofTerminals().read(journal.read(seq, 1, 100_000).getFirst());
    }

    static void assertIsChained(Journal journal) throws JournalException {
        Hash hash = journal.hash(journal.oldest() - 1).orElseThrow();
        long seq = journal.oldest();
        for (byte[] line : journal.read(seq, Integer.MAX_VALUE, Integer.MAX_VALUE)) {
            hash = Chain.next(hash, line);
            assertThat(journal.hash(seq)).as(new String(line, UTF_8)).contains(hash);
            seq++;
        }
        assertThat(seq).isEqualTo(journal.last() + 1);
    }

    private Journal open() throws JournalException {
        return open(Limits.OF_A_TERMINAL);
    }

    private Journal open(Limits limits) throws JournalException {
        return Journal.open(folder.resolve("journal.db"), SERIAL, clock, limits);
    }
}
