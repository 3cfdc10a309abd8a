package io.yizhan.terminal.journal;

import static io.yizhan.terminal.journal.JournalTest.append;
import static io.yizhan.terminal.journal.JournalTest.assertIsChained;
import static io.yizhan.terminal.journal.JournalTest.booted;
import static io.yizhan.terminal.journal.JournalTest.punch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.journal.Chain;
import io.yizhan.terminal.clock.HandClock;
import io.yizhan.terminal.journal.JournalException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal at its limits: full, pruned, empty. */
class JournalLimitsTest {

    private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-11-23T12:00:00+08:00");

    @TempDir
    Path folder;

    @Test
    void a_terminal_keeps_400_000_entries() {
        assertThat(Limits.OF_A_TERMINAL.entriesMax()).isEqualTo(400_000);
    }

    @Test
    void unacknowledged_entries_that_fill_it_stop_it_and_an_ack_lets_it_go_on() throws Exception {
        try (Journal journal = open(new Limits(10, Limits.JOURNAL_BYTES_MAX))) {
            append(journal, 10);

            assertThatThrownBy(() -> journal.append(punch(11)))
                    .isInstanceOfSatisfying(
                            JournalException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FULL))
                    .hasMessageContaining("10 entries");
            assertThat(journal.oldest()).isEqualTo(1);

            journal.acknowledged(journal.id(), 4, NOON);
            assertThat(journal.append(punch(11))).isEqualTo(11);
            assertThat(journal.oldest()).isEqualTo(5);
            assertIsChained(journal);
        }
    }

    @Test
    void a_full_disk_is_told_as_full_and_nothing_is_half_recorded() throws Exception {
        long last;
        try (Journal journal = open(new Limits(100_000, 100 * 4096))) {
            assertThatThrownBy(() -> append(journal, 5_000))
                    .isInstanceOfSatisfying(
                            JournalException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FULL));
            last = journal.last();
            assertThat(last).isBetween(50L, 4_999L);

            journal.acknowledged(journal.id(), last, NOON);
            assertThat(journal.append(booted())).isEqualTo(last + 1);
        }
        try (Journal journal = open()) {
            assertThat(journal.last()).isEqualTo(last + 1);
            assertIsChained(journal);
        }
    }

    @Test
    void a_journal_that_has_no_room_to_begin_anew_takes_entries_as_before_and_is_still_forked() throws Exception {
        try (Journal journal = tooFullToBeginAnew()) {
            append(journal, 400);

            assertThat(journal.last()).isEqualTo(1_100);
            assertThat(journal.isForked()).isTrue();
            assertIsChained(journal);
        }
    }

    @Test
    void a_fork_is_over_when_its_file_is_set_aside_before_it_could_begin_anew() throws Exception {
        try (Journal journal = tooFullToBeginAnew()) {
            JournalId forked = journal.id();
            Files.delete(folder.resolve("journal.db"));

            journal.append(punch(1));

            assertThat(journal.id()).isNotEqualTo(forked);
            assertThat(journal.isForked()).isFalse();
        }
    }

    @Test
    void acknowledged_entries_go_after_90_days_and_no_day_sooner() throws Exception {
        try (Journal journal = open()) {
            append(journal, 620);
            journal.acknowledged(journal.id(), 510, NOON);
            answeredOnDaysAfter(journal, 600, 1);

            journal.prune(NOON.plusDays(90));
            assertThat(journal.oldest()).isEqualTo(1);
            journal.prune(NOON.plusDays(91));
            assertThat(journal.oldest()).isEqualTo(511);
            journal.prune(NOON.plusDays(400));
            assertThat(journal.oldest()).isEqualTo(601);
            assertThat(journal.last()).isEqualTo(620);
            assertIsChained(journal);
        }
        try (Journal journal = open()) {
            assertThat(journal.oldest()).isEqualTo(601);
            assertThat(journal.last()).isEqualTo(620);
            assertThat(journal.acked()).isEqualTo(600);
        }
    }

    @Test
    void one_day_with_a_wrong_year_lets_nothing_go() throws Exception {
        try (Journal journal = open()) {
            append(journal, 20);
            journal.acknowledged(journal.id(), 10, NOON.minusYears(50)); // a hub without a clock, at its start
            journal.acknowledged(journal.id(), 15, NOON);
            journal.acknowledged(journal.id(), 18, NOON.plusYears(37));

            journal.prune(NOON);
            journal.prune(NOON.plusYears(37));

            assertThat(journal.oldest()).isEqualTo(1);
        }
    }

    @Test
    void a_day_of_long_ago_that_a_wrong_clock_named_lets_nothing_go_after_any_number_of_right_ones() throws Exception {
        try (Journal journal = open()) {
            append(journal, 200);
            for (int day = 0; day < 100; day++) {
                journal.acknowledged(journal.id(), 10 + day, NOON.plusDays(day));
            }
            journal.acknowledged(
                    journal.id(), 200, NOON.minusYears(50)); // a power cut, and a hub whose battery is empty
            journal.acknowledged(journal.id(), 200, NOON.plusDays(100));

            journal.prune(NOON.plusDays(100));

            assertThat(journal.oldest()).as("after 10 days of 100").isEqualTo(10 + 100 - 91 + 1);
            journal.prune(NOON.plusDays(101));
            assertThat(journal.oldest()).as("a day later").isEqualTo(10 + 101 - 91 + 1);
        }
    }

    @Test
    void what_was_acknowledged_90_days_ago_goes_when_the_hub_has_answered_on_60_days_since_and_no_day_sooner()
            throws Exception {
        try (Journal journal = open()) {
            append(journal, 20);
            journal.acknowledged(journal.id(), 10, NOON);
            for (int day = 1; day < Retention.ANSWERED_AFTER_ACK; day++) {
                journal.acknowledged(journal.id(), 20, NOON.plusDays(200 + day));
            }
            journal.prune(NOON.plusDays(400));
            assertThat(journal.oldest()).isEqualTo(1);

            journal.acknowledged(journal.id(), 20, NOON.plusDays(399));
            journal.prune(NOON.plusDays(400));

            assertThat(journal.oldest()).isEqualTo(11);
        }
    }

    @Test
    void a_journal_that_holds_nothing_any_more_goes_on_counting() throws Exception {
        Hash hash;
        try (Journal journal = open()) {
            append(journal, 3);
            answeredOnDaysAfter(journal, 3, 0);
            journal.prune(NOON.plusDays(200));
            hash = journal.hash(3).orElseThrow();
        }
        try (Journal journal = open()) {
            assertThat(journal.oldest()).isEqualTo(4);
            assertThat(journal.last()).isEqualTo(3);
            assertThat(journal.append(booted())).isEqualTo(4);
            assertThat(journal.hash(4))
                    .contains(Chain.next(hash, journal.read(4, 1, 100_000).getFirst()));
        }
    }

    @Test
    void a_hub_that_went_back_keeps_entries_from_being_pruned() throws Exception {
        try (Journal journal = open()) {
            append(journal, 10);
            journal.acknowledged(journal.id(), 10, NOON);
            answeredOnDaysAfter(journal, 4, 1);

            journal.prune(NOON.plusDays(400));

            assertThat(journal.oldest()).isEqualTo(5);
            assertThat(journal.acked()).isEqualTo(4);
        }
    }

    /** The hub acknowledges so many from that day on, and on as many days more as it takes to let them go. */
    private static void answeredOnDaysAfter(Journal journal, long through, int first) throws JournalException {
        for (int day = first; day <= first + Retention.ANSWERED_AFTER_ACK; day++) {
            journal.acknowledged(journal.id(), through, NOON.plusDays(day));
        }
    }

    /** It forked, and its file may not grow as far as to hold every entry twice. */
    private Journal tooFullToBeginAnew() throws JournalException {
        Journal journal = open(new Limits(100_000, 100 * 4096));
        append(journal, 700);
        assertThatThrownBy(journal::beginAnew)
                .isInstanceOfSatisfying(
                        JournalException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FULL));
        return journal;
    }

    private Journal open() throws JournalException {
        return open(Limits.OF_A_TERMINAL);
    }

    private Journal open(Limits limits) throws JournalException {
        return Journal.open(folder.resolve("journal.db"), JournalTest.SERIAL, new HandClock().hall(), limits);
    }
}
