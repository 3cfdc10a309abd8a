package io.yizhan.terminal.journal;

import static io.yizhan.terminal.journal.JournalTest.SERIAL;
import static io.yizhan.terminal.journal.JournalTest.assertIsChained;
import static io.yizhan.terminal.journal.JournalTest.line;
import static io.yizhan.terminal.journal.JournalTest.punch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.protocol.FrozenFolder;
import io.yizhan.protocol.SmallDisk;
import io.yizhan.protocol.fact.FaultRaised;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.journal.Origin;
import io.yizhan.terminal.clock.HandClock;
import io.yizhan.terminal.journal.JournalException.Kind;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a journal in use when its disk is full or read-only, or its file is spoilt or taken away. */
class JournalDiskTest {

    private static final int ENTRIES = 160;
    private static final int DISK_MEGABYTES = 2;

    @TempDir
    Path folder;

    @Test
    void a_full_disk_takes_nothing_and_what_was_told_is_kept_and_it_goes_on_once_there_is_room() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder, DISK_MEGABYTES)) {
            long told;
            try (Journal journal = open()) {
                JournalTest.append(journal, ENTRIES);
                disk.fill();
                assertRefuses(journal, Kind.FULL);
                assertThat(journal.trouble()).contains(Kind.FULL);
                assertThatThrownBy(journal::tryAgain).isInstanceOf(JournalException.class);
                told = journal.last();
                assertThat(journal.read(told, 1, 100_000)).hasSize(1);

                disk.free();
                journal.tryAgain();
                assertThat(journal.trouble()).isEmpty();
                assertThat(journal.append(punch(1))).isEqualTo(told + 1);
            }
            try (Journal journal = open()) {
                assertThat(journal.last()).isEqualTo(told + 1);
                assertIsChained(journal);
            }
        }
    }

    @Test
    void what_others_fill_the_disk_with_takes_no_acknowledged_entry_before_its_90_days() throws Exception {
        HandClock clock = new HandClock();
        try (SmallDisk disk = SmallDisk.mount(folder, 4 * DISK_MEGABYTES);
                Journal journal = Journal.open(folder.resolve("journal.db"), SERIAL, clock.hall())) {
            JournalTest.append(journal, 10 * ENTRIES); // the log has gone to the file once, and keeps its length
            journal.acknowledged(journal.id(), journal.last(), clock.hall().now());
            disk.fill();

            Note[] longerThanTheLog = IntStream.range(0, 10)
                    .mapToObj(i -> new Note("note/" + i, "x".repeat(Note.VALUE_MAX)))
                    .toArray(Note[]::new);
            assertThatThrownBy(() -> journal.append(punch(1), longerThanTheLog))
                    .isInstanceOfSatisfying(
                            JournalException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FULL));

            assertThat(journal.oldest()).isEqualTo(1);
        }
    }

    @Test
    void a_disk_made_read_only_under_it_is_told_as_such_and_it_goes_on_once_it_can_be_written() throws Exception {
        try (Journal journal = open()) {
            JournalTest.append(journal, ENTRIES);
            try (FrozenFolder _ = FrozenFolder.freeze(folder)) {
                assertRefuses(journal, Kind.READ_ONLY);
                assertThat(journal.trouble()).contains(Kind.READ_ONLY);
                assertThat(journal.read(1, ENTRIES, 1_000_000)).hasSize(ENTRIES);
            }
            assertThat(journal.append(punch(1))).isEqualTo(ENTRIES + 1L);
            assertThat(journal.trouble()).isEmpty();
            assertIsChained(journal);
        }
    }

    @Test
    void garbage_over_the_file_in_use_is_noticed_at_the_next_entry_and_all_that_was_told_goes_on() throws Exception {
        try (Journal journal = open()) {
            JournalTest.append(journal, ENTRIES);
            JournalId first = journal.id();
            ruin();

            journal.append(punch(7));

            assertThat(journal.id()).isNotEqualTo(first);
            assertThat(journal.last()).isEqualTo(ENTRIES + 3L);
            Origin origin = Objects.requireNonNull(line(journal, ENTRIES).origin());
            assertThat(origin.journal()).isEqualTo(first);
            assertThat(line(journal, ENTRIES).fact()).isEqualTo(punch(ENTRIES));
            assertThat(line(journal, ENTRIES + 1).fact())
                    .isInstanceOfSatisfying(
                            FaultRaised.class,
                            fault -> assertThat(fault.detail()).contains("journal.db.aside-1"));
            assertThat(line(journal, ENTRIES + 3).fact()).isEqualTo(punch(7));
            assertIsChained(journal);
        }
        try (Journal journal = open()) {
            assertThat(journal.last()).isEqualTo(ENTRIES + 3L);
            assertIsChained(journal);
        }
        assertThat(folder.resolve("journal.db.aside-1")).exists();
    }

    @Test
    void a_file_deleted_while_in_use_is_written_again_from_what_the_connection_still_has() throws Exception {
        try (Journal journal = open()) {
            JournalTest.append(journal, ENTRIES);
            journal.remember(new Note("uplink/config", "{}"));
            Files.delete(folder.resolve("journal.db"));

            journal.append(punch(7));
        }
        try (Journal journal = open()) {
            assertThat(journal.last()).isEqualTo(ENTRIES + 3L);
            assertThat(line(journal, 1).fact()).isEqualTo(punch(1));
            assertThat(line(journal, ENTRIES + 3).fact()).isEqualTo(punch(7));
            assertThat(journal.note("uplink/config")).contains("{}");
            assertIsChained(journal);
        }
    }

    @Test
    void a_file_emptied_while_in_use_is_written_again_from_what_the_connection_still_has() throws Exception {
        try (Journal journal = open()) {
            JournalTest.append(journal, ENTRIES);
            FileChannel.open(folder.resolve("journal.db"), StandardOpenOption.WRITE)
                    .truncate(0)
                    .close();

            journal.append(punch(7));

            assertThat(journal.last()).isEqualTo(ENTRIES + 3L);
            assertThat(line(journal, ENTRIES + 3).fact()).isEqualTo(punch(7));
            assertIsChained(journal);
        }
    }

    @Test
    void an_older_image_put_in_its_place_while_in_use_is_set_aside_and_not_gone_on_with() throws Exception {
        Path file = folder.resolve("journal.db");
        Path image = folder.resolve("image.db");
        try (Journal journal = open()) {
            JournalTest.append(journal, 20);
        }
        Files.copy(file, image);
        try (Journal journal = open()) {
            for (int i = 21; i <= ENTRIES; i++) {
                journal.append(punch(i));
            }
            Files.move(image, file, StandardCopyOption.REPLACE_EXISTING);

            journal.append(punch(7));
        }
        try (Journal journal = open()) {
            assertThat(journal.last()).isEqualTo(ENTRIES + 3L);
            assertThat(line(journal, ENTRIES).fact()).isEqualTo(punch(ENTRIES));
            assertIsChained(journal);
        }
        assertThat(folder.resolve("journal.db.aside-1")).exists();
    }

    @Test
    void a_file_that_was_only_touched_goes_on() throws Exception {
        try (Journal journal = open()) {
            JournalTest.append(journal, ENTRIES);
            JournalId first = journal.id();
            Files.setLastModifiedTime(folder.resolve("journal.db"), FileTime.from(Instant.EPOCH));

            journal.append(punch(7));

            assertThat(journal.id()).isEqualTo(first);
            assertThat(journal.last()).isEqualTo(ENTRIES + 1L);
        }
        assertThat(folder.resolve("journal.db.aside-1")).doesNotExist();
    }

    @Test
    void garbage_while_the_disk_is_full_takes_nothing_and_is_mended_once_there_is_room() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder, DISK_MEGABYTES);
                Journal journal = open()) {
            JournalTest.append(journal, ENTRIES);
            ruin();
            disk.fill();
            assertRefuses(journal, Kind.FULL);

            disk.free();
            journal.append(punch(7));
            assertThat(journal.last()).isEqualTo(ENTRIES + 3L);
            assertIsChained(journal);
        }
    }

    @Test
    void on_a_full_disk_it_opens_and_takes_nothing_until_there_is_room() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder, DISK_MEGABYTES)) {
            try (Journal journal = open()) {
                JournalTest.append(journal, ENTRIES);
            }
            disk.fill();
            try (Journal journal = open()) {
                assertThat(journal.read(1, ENTRIES, 1_000_000)).hasSize(ENTRIES);
                assertRefuses(journal, Kind.FULL);

                disk.free();
                journal.append(punch(1));
                assertIsChained(journal);
            }
        }
    }

    /** What is carried over fits into the log of SQLite, and not from there into the file, which says no word. */
    @Test
    void a_new_journal_that_the_disk_took_in_part_comes_to_no_place_until_there_is_room() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder, 4 * DISK_MEGABYTES)) {
            int entries = 20 * ENTRIES;
            try (Journal journal = open()) {
                JournalTest.append(journal, entries);
            }
            disk.fillBut(Files.size(folder.resolve("journal.db")) * 17 / 10);

            assertThatThrownBy(() -> open("another-pi"))
                    .isInstanceOfSatisfying(
                            JournalException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FULL));
            assertThat(folder.resolve("journal.db.new-wal")).exists();

            disk.free();
            try (Journal journal = open("another-pi")) {
                assertThat(journal.last()).isEqualTo(entries + 2L);
                assertIsChained(journal);
            }
        }
    }

    @Test
    void on_a_read_only_disk_it_does_not_open_and_begins_no_other() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder, DISK_MEGABYTES)) {
            try (Journal journal = open()) {
                JournalTest.append(journal, ENTRIES);
            }
            disk.writable(false);
            assertThatThrownBy(this::open)
                    .isInstanceOfSatisfying(
                            JournalException.class, e -> assertThat(e.kind()).isEqualTo(Kind.READ_ONLY));

            disk.writable(true);
            try (Journal journal = open()) {
                assertThat(journal.last()).isEqualTo(ENTRIES);
            }
        }
    }

    @Test
    void a_new_journal_that_was_ready_when_power_failed_is_taken_before_less_is_read_once_more() throws Exception {
        Path file = folder.resolve("journal.db");
        try (Journal journal = open()) {
            JournalTest.append(journal, ENTRIES);
        }
        Files.copy(file, folder.resolve("journal.db.new"));
        ruin();

        try (Journal journal = open()) {
            assertThat(journal.last()).isEqualTo(ENTRIES + 2L);
            assertIsChained(journal);
        }
    }

    /** Until the journal takes nothing: what its log has room for already, it may still take. */
    private static void assertRefuses(Journal journal, Kind kind) {
        assertThatThrownBy(() -> JournalTest.append(journal, 2_000))
                .isInstanceOfSatisfying(
                        JournalException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private void ruin() throws Exception {
        Path file = folder.resolve("journal.db");
        byte[] garbage = new byte[(int) Files.size(file)];
        new Random(3).nextBytes(garbage);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(garbage));
        }
    }

    private Journal open() throws JournalException {
        return open(SERIAL);
    }

    private Journal open(String serial) throws JournalException {
        return Journal.open(folder.resolve("journal.db"), serial, new HandClock().hall());
    }
}
