package io.yizhan.hub.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.book.AlarmRaised;
import io.yizhan.hub.book.Identity;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.HallId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {

    private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");
    private static final HallId EAST = new HallId("east");

    @TempDir
    private Path temporary;

    private Path hallFolder;
    private Path stick;
    private TestHall hall;
    private Backup backup;

    @BeforeEach
    void makeHall() throws IOException {
        hallFolder = Files.createDirectories(temporary.resolve("hall"));
        stick = Files.createDirectory(temporary.resolve("stick"));
        Files.writeString(hallFolder.resolve("hub.toml"), "settings");
        Files.createDirectory(hallFolder.resolve("pki"));
        Files.writeString(hallFolder.resolve("pki/ca.key"), "a key");
        hall = new TestHall(hallFolder);
        hall.database.writeAndWait(Identity::of);
        backup = new Backup(EAST, hallFolder, hallFolder.resolve("hub.db"));
    }

    @AfterEach
    void closeHall() {
        hall.close();
    }

    @Test
    void a_backup_made_while_the_hub_writes_is_the_state_of_one_moment() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        AtomicLong written = new AtomicLong();
        Thread writer = Thread.ofPlatform().start(() -> {
            while (!enough.get()) {
                raise("alarm " + written.incrementAndGet());
            }
        });
        try {
            while (written.get() < 20) {
                Thread.onSpinWait();
            }
            long before = written.get();
            BackupFile made = backup.make(stick, 3, NOON);
            assertThat(written.get()).as("the writer did not wait").isGreaterThan(before);

            Archive archive = Archive.read(made.path());
            Path place = temporary.resolve("place");
            archive.unpack(place);
            try (TestHall copy = new TestHall(place)) {
                long alarms = copy.count("alarm");
                assertThat(alarms).isGreaterThanOrEqualTo(before - 1);
                assertThat(copy.count("entry"))
                        .isEqualTo(alarms)
                        .isEqualTo(archive.manifest().entries());
                assertThat(archive.manifest().hubThrough()).isEqualTo(alarms);
            }
        } finally {
            enough.set(true);
            writer.join();
        }
    }

    @Test
    void it_holds_the_hall_s_folder_for_its_owner_only_and_no_other_backups() throws Exception {
        Path nightly = Files.createDirectory(hallFolder.resolve("backups"));
        backup.make(nightly, 3, NOON);
        Files.writeString(hallFolder.resolve("hub.db.lock"), "");

        BackupFile made = backup.make(nightly, 3, NOON.plusSeconds(60));

        Archive archive = Archive.read(made.path());
        assertThat(archive.manifest().parts())
                .extracting(Manifest.Part::name)
                .containsExactly("hub.db", "hub.toml", "pki/ca.key");
        archive.unpack(temporary.resolve("place"));
        assertThat(temporary.resolve("place/pki/ca.key")).hasContent("a key");
        for (Path secret : List.of(made.path(), temporary.resolve("place/pki/ca.key"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                    .isEqualTo("rw-------");
        }
        assertThat(names(hallFolder)).noneMatch(name -> name.startsWith(".backup-"));
    }

    @Test
    void the_copy_that_a_backup_left_which_was_ended_in_the_middle_goes_with_the_next_a_day_later() throws Exception {
        Path left = copyLeft(".backup-1", WorkFolder.ABANDONED_AFTER.plusSeconds(1));
        Path young = copyLeft(".backup-2", WorkFolder.ABANDONED_AFTER.minusMinutes(10));
        Path others = copyLeft(".verify-1", Duration.ofDays(9));

        backup.make(stick, 3, NOON);

        assertThat(left).doesNotExist();
        assertThat(young).as("may be at work").isDirectory();
        assertThat(others).as("is not a backup's").isDirectory();
    }

    private Path copyLeft(String name, Duration ago) throws IOException {
        Path folder = Files.createDirectory(hallFolder.resolve(name));
        Files.writeString(folder.resolve("hub.db"), "everybody's templates");
        Instant now = Files.getLastModifiedTime(folder).toInstant();
        return Files.setLastModifiedTime(folder, FileTime.from(now.minus(ago)));
    }

    @Test
    void the_oldest_beyond_the_number_go_and_another_hall_s_stay() throws Exception {
        Files.writeString(stick.resolve("west-20200101T000000Z.yizhan.zip"), "another hall's");
        Files.writeString(stick.resolve("east-side-20200101T000000Z.yizhan.zip"), "another hall's");
        for (int hour = 0; hour < 4; hour++) {
            backup.make(stick, 2, NOON.plus(Duration.ofHours(hour)));
        }

        assertThat(names(stick))
                .containsExactly(
                        "east-20261123T060000Z.yizhan.zip",
                        "east-20261123T070000Z.yizhan.zip",
                        "east-side-20200101T000000Z.yizhan.zip",
                        "west-20200101T000000Z.yizhan.zip");
    }

    @Test
    void the_newest_stays_though_the_clock_went_back() throws Exception {
        backup.make(stick, 1, NOON);

        BackupFile made = backup.make(stick, 1, NOON.minus(Duration.ofDays(900)));

        assertThat(names(stick)).containsExactly(made.path().getFileName().toString());
    }

    @Test
    void two_in_one_second_are_two() throws Exception {
        backup.make(stick, 9, NOON);
        backup.make(stick, 9, NOON);

        assertThat(BackupFile.all(stick, EAST)).hasSize(2);
    }

    @Test
    void a_flipped_byte_is_found_before_anything_is_restored() throws Exception {
        BackupFile made = backup.make(stick, 1, NOON);
        try (RandomAccessFile file = new RandomAccessFile(made.path().toFile(), "rw")) {
            file.seek(file.length() / 2);
            int there = file.read();
            file.seek(file.length() / 2);
            file.write(there ^ 1);
        }

        assertThatThrownBy(() -> Archive.read(made.path()).check())
                .isInstanceOf(BackupFailedException.class)
                .hasMessageContaining("take another backup");
    }

    @Test
    void a_damaged_database_is_not_backed_up_and_takes_no_good_backup_s_place() throws Exception {
        backup.make(stick, 1, NOON);
        for (int i = 0; i < 200; i++) {
            raise("alarm " + i);
        }
        hall.close();
        try (RandomAccessFile file =
                new RandomAccessFile(hallFolder.resolve("hub.db").toFile(), "rw")) {
            file.seek(file.length() / 2);
            file.write(new byte[20_000]);
        }

        assertThatThrownBy(() -> backup.make(stick, 1, NOON.plusSeconds(9)))
                .isInstanceOf(BackupFailedException.class)
                .hasMessageStartingWith("No backup was made in " + stick);

        assertThat(names(stick)).containsExactly("east-20261123T040000Z.yizhan.zip");
    }

    @Test
    void a_stick_that_is_not_there_is_one_clear_line() {
        assertThatThrownBy(() -> backup.make(temporary.resolve("unplugged"), 1, NOON))
                .hasMessageContaining("is the stick plugged in and mounted?");
        assertThat(temporary.resolve("unplugged")).doesNotExist();
    }

    @Test
    void a_folder_that_takes_no_file_is_one_clear_line_and_nothing_is_left() throws Exception {
        assertThatThrownBy(() -> backup.make(Path.of("/proc/self"), 1, NOON))
                .isInstanceOf(BackupFailedException.class)
                .hasMessageStartingWith("No backup was made in /proc/self (")
                .hasMessageContaining("nothing half is left behind")
                .message()
                .doesNotContain("\n");
        assertThat(names(hallFolder)).noneMatch(name -> name.startsWith(".backup-"));
    }

    @Test
    void a_night_is_backed_up_once_and_a_missed_one_at_the_start() throws Exception {
        hall.clock.step(Duration.between(hall.clock.now(), NOON));
        Path to = hallFolder.resolve("backups");
        try (NightlyBackup nightly = nightly(to)) {
            nightly.makeIfDue();
            nightly.makeIfDue();
            assertThat(names(to)).containsExactly("east-20261123T040000Z.yizhan.zip");

            hall.clock.step(Duration.ofHours(15)); // 03:00 in Shanghai: a quarter of an hour before
            nightly.makeIfDue();
            assertThat(names(to)).hasSize(1);

            hall.clock.step(Duration.ofMinutes(15));
            nightly.makeIfDue();
            assertThat(names(to)).hasSize(2).contains("east-20261123T191500Z.yizhan.zip");
        }
    }

    @Test
    void a_failed_night_is_one_alarm_and_tried_again_each_hour() throws Exception {
        hall.clock.step(Duration.between(hall.clock.now(), NOON));
        Path elsewhere = temporary.resolve("other-disk");
        try (NightlyBackup nightly = nightly(elsewhere)) {
            nightly.makeIfDue();
            hall.clock.step(Duration.ofMinutes(61));
            nightly.makeIfDue();
            hall.database.writeAndWait(tx -> true); // behind the alarms in the queue

            List<String> alarms = hall.read(rows -> rows.list("SELECT kind FROM alarm", row -> row.text("kind")));
            assertThat(alarms).containsExactly("backup-failed");

            Files.createDirectory(elsewhere);
            nightly.makeIfDue();
            assertThat(names(elsewhere)).as("within the hour's pause").isEmpty();
            hall.clock.step(Duration.ofMinutes(61));
            nightly.makeIfDue();
            assertThat(names(elsewhere)).hasSize(1);
        }
    }

    private NightlyBackup nightly(Path to) {
        var plan = new NightlyBackup.Plan(LocalTime.of(3, 15), TestHall.ZONE, to, 14);
        return new NightlyBackup(backup, plan, hall.book, hall.time);
    }

    private void raise(String detail) {
        hall.database.writeAndWait(tx -> hall.book.record(tx, new AlarmRaised(new DeviceId("kiosk"), "loss", detail)));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
