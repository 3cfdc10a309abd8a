package io.yizhan.terminal.journal;

import static io.yizhan.terminal.journal.JournalTest.SERIAL;
import static io.yizhan.terminal.journal.JournalTest.assertIsChained;
import static io.yizhan.terminal.journal.JournalTest.line;
import static io.yizhan.terminal.journal.JournalTest.punch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.protocol.fact.FaultCleared;
import io.yizhan.protocol.fact.FaultRaised;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.journal.LineFormat;
import io.yizhan.protocol.journal.Origin;
import io.yizhan.terminal.clock.HandClock;
import io.yizhan.terminal.journal.JournalException.Kind;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that cannot go on: another machine's, and damaged ones. */
class SetAsideTest {

    private static final int ENTRIES = 160;
    private static final int PAGE_BYTES = 4096;

    @TempDir
    Path folder;

    private Path file;
    private JournalId first;

    @BeforeEach
    void a_journal_with_entries() throws Exception {
        file = folder.resolve("journal.db");
        try (Journal journal = open(SERIAL)) {
            first = journal.id();
            JournalTest.append(journal, ENTRIES);
            journal.remember(new Note("uplink/config", "{}"));
        }
    }

    @Test
    void on_another_machine_a_new_journal_begins_with_all_entries_and_their_origin() throws Exception {
        try (Journal journal = open("another-pi")) {
            assertThat(journal.id()).isNotEqualTo(first);
            assertThat(journal.last()).isEqualTo(ENTRIES + 2);
            Origin origin = Objects.requireNonNull(line(journal, ENTRIES).origin());
            assertThat(origin.journal()).isEqualTo(first);
            assertThat(origin.seq()).isEqualTo(ENTRIES);
            assertThat(line(journal, ENTRIES).fact()).isEqualTo(punch(ENTRIES));
            assertThat(line(journal, ENTRIES + 1).fact())
                    .isInstanceOfSatisfying(
                            FaultRaised.class,
                            fault -> assertThat(fault.detail()).contains(SERIAL, "another-pi", "journal.db.aside-1"));
            assertThat(line(journal, ENTRIES + 2).fact()).isInstanceOf(FaultCleared.class);
            assertThat(journal.note("uplink/config")).contains("{}");
            assertIsChained(journal);
        }
        assertThat(folder.resolve("journal.db.aside-1")).exists();
    }

    @Test
    void on_its_own_machine_it_goes_on() throws Exception {
        try (Journal journal = open(SERIAL)) {
            assertThat(journal.id()).isEqualTo(first);
        }
        assertThat(files()).doesNotContain("journal.db.aside-1");
    }

    @Test
    void a_file_that_is_no_database_is_kept_beside_a_new_journal() throws Exception {
        Files.writeString(file, "this was once a journal".repeat(100));

        try (Journal journal = open(SERIAL)) {
            assertThat(journal.last()).isEqualTo(2);
            assertIsChained(journal);
        }
        assertThat(Files.readString(folder.resolve("journal.db.aside-1"))).startsWith("this was once");
    }

    @Test
    void of_a_file_with_a_ruined_page_everything_else_is_shipped() throws Exception {
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            long ruined = raw.length() / PAGE_BYTES / 2;
            raw.seek(ruined * PAGE_BYTES);
            raw.write(new byte[PAGE_BYTES]);
        }

        try (Journal journal = open(SERIAL)) {
            assertThat(journal.id()).isNotEqualTo(first);
            assertThat(journal.last()).isBetween(ENTRIES * 3L / 4, ENTRIES - 1L + 2);
            assertIsChained(journal);
        }
    }

    @Test
    void a_changed_line_is_found_by_its_hash_and_not_passed_on() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE entry SET line = CAST(replace(CAST(line AS TEXT), 's0100', 's0101') AS BLOB)"
                    + " WHERE seq = 100");
        }

        try (Journal journal = open(SERIAL)) {
            assertThat(journal.last()).isEqualTo(ENTRIES - 1 + 2);
            assertThat(line(journal, 99).fact()).isEqualTo(punch(99));
            assertThat(line(journal, 100).fact()).isEqualTo(punch(101));
        }
    }

    @Test
    void a_change_cut_short_by_a_power_failure_is_done_again() throws Exception {
        Files.writeString(folder.resolve("journal.db.new"), "half of a file");

        try (Journal journal = open("another-pi")) {
            assertThat(journal.last()).isEqualTo(ENTRIES + 2);
        }
        assertThat(files()).doesNotContain("journal.db.new");
    }

    @Test
    void a_change_cut_short_when_its_file_was_made_and_not_filled_is_done_again() throws Exception {
        Tables.open(folder.resolve("journal.db.new")).close();

        try (Journal journal = open("another-pi")) {
            assertThat(journal.last()).isEqualTo(ENTRIES + 2);
            assertIsChained(journal);
        }
        assertThat(files()).doesNotContain("journal.db.new");
    }

    @Test
    void a_first_start_cut_short_when_its_file_was_made_and_not_filled_is_done_again() throws Exception {
        Files.delete(file);
        Tables.open(folder.resolve("journal.db.new")).close();

        try (Journal journal = open(SERIAL)) {
            assertThat(journal.last()).isZero();
            assertThat(journal.append(punch(1))).isEqualTo(1);
        }
    }

    @Test
    void an_empty_file_is_set_aside_and_a_new_journal_begins() throws Exception {
        Files.write(file, new byte[0]);

        try (Journal journal = open(SERIAL)) {
            assertThat(journal.last()).isEqualTo(2);
            assertIsChained(journal);
        }
        assertThat(files()).contains("journal.db.aside-1");
    }

    @Test
    void a_new_journal_that_was_ready_when_power_failed_is_taken_without_the_old_ones_log() throws Exception {
        Path log = folder.resolve("journal.db-wal");
        Path oldLog = folder.resolve("old-wal");
        try (Journal journal = open(SERIAL)) {
            JournalTest.append(journal, 5);
            Files.copy(log, oldLog);
            JournalTest.append(journal, 50);
        }
        Files.move(file, folder.resolve("journal.db.new"));
        Files.move(oldLog, log);

        try (Journal journal = open(SERIAL)) {
            assertThat(journal.id()).isEqualTo(first);
            assertThat(journal.last()).isEqualTo(ENTRIES + 55);
            assertIsChained(journal);
        }
    }

    @Test
    void what_was_set_aside_before_power_failed_is_told_at_the_next_start_and_once() throws Exception {
        setAsideAsOf("another-pi");

        try (Journal journal = open("another-pi")) {
            assertThat(journal.last()).isEqualTo(ENTRIES + 2);
            assertTells(journal, ENTRIES + 1, "journal.db.aside-1");
        }
        try (Journal journal = open("another-pi")) {
            assertThat(journal.last()).isEqualTo(ENTRIES + 2);
        }
    }

    @Test
    void it_is_told_too_when_power_failed_before_the_new_file_came_to_its_place() throws Exception {
        setAsideAsOf("another-pi");
        Files.move(file, folder.resolve("journal.db.new"));

        try (Journal journal = open("another-pi")) {
            assertThat(journal.last()).isEqualTo(ENTRIES + 2);
            assertTells(journal, ENTRIES + 1, "journal.db.aside-1");
        }
    }

    @Test
    void it_is_told_once_there_is_room_when_what_was_carried_over_fills_the_journal() throws Exception {
        Limits full = new Limits(ENTRIES, Limits.JOURNAL_BYTES_MAX);

        try (Journal journal = open("another-pi", full)) {
            assertThat(journal.last()).isEqualTo(ENTRIES);
            assertThatThrownBy(() -> journal.append(punch(7)))
                    .isInstanceOfSatisfying(
                            JournalException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FULL));

            journal.acknowledged(journal.id(), 100, new HandClock().hall().now());
            assertThat(journal.append(punch(7))).isEqualTo(ENTRIES + 3);
            assertTells(journal, ENTRIES + 1, "journal.db.aside-1");
            assertThat(journal.append(punch(8))).isEqualTo(ENTRIES + 4);
        }
    }

    @Test
    void two_files_set_aside_before_there_was_room_are_both_told() throws Exception {
        setAsideAsOf("another-pi");
        setAsideAsOf("a-third-pi");

        try (Journal journal = open("a-third-pi")) {
            assertThat(journal.last()).isEqualTo(ENTRIES + 4);
            assertThat(List.of(
                            line(journal, ENTRIES + 1).fact(),
                            line(journal, ENTRIES + 3).fact()))
                    .anyMatch(fact -> fact.toString().contains("journal.db.aside-1"))
                    .anyMatch(fact -> fact.toString().contains("journal.db.aside-2"));
        }
    }

    @Test
    void a_file_of_a_newer_version_is_left_alone() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version=99");
        }

        assertThatThrownBy(() -> open(SERIAL))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("newer version");
        assertThat(files()).doesNotContain("journal.db.aside-1");
    }

    /** A start up to the moment at which power fails: the new file stands in its place, and nothing was appended. */
    private void setAsideAsOf(String serial) throws JournalException {
        new JournalFile(file, serial, LineFormat.ofTerminals()).prepare();
    }

    private static void assertTells(Journal journal, long seq, String aside) throws Exception {
        assertThat(line(journal, seq).fact())
                .isInstanceOfSatisfying(
                        FaultRaised.class, fault -> assertThat(fault.detail()).contains(aside));
        assertThat(line(journal, seq + 1).fact()).isInstanceOf(FaultCleared.class);
    }

    private Journal open(String serial, Limits limits) throws JournalException {
        return Journal.open(file, serial, new HandClock().hall(), limits);
    }

    private Journal open(String serial) throws JournalException {
        return Journal.open(file, serial, new HandClock().hall());
    }

    private Stream<String> files() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).toList().stream();
        }
    }
}
