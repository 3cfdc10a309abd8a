package io.yizhan.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.book.BatchTimed;
import io.yizhan.hub.book.Book;
import io.yizhan.hub.cli.HallFolder;
import io.yizhan.hub.cli.RestoreCommand;
import io.yizhan.hub.store.Database;
import io.yizhan.hub.store.Tx;
import io.yizhan.hub.vault.Kit;
import io.yizhan.protocol.clock.LinuxClock;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.vault.RecoveryKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom the broker lets in after a restore: who is in the hall by the records, whatever the list in the backup says. */
class RestoredAccessTest {

    private static final Clock CLOCK = Clock.systemUTC();

    private final SecureRandom random = new SecureRandom();
    private final RecoveryKey key = RecoveryKey.random(random);

    @TempDir
    private Path folder;

    private HallFolder lost;
    private HallFolder place;

    @BeforeEach
    void a_hall_with_two_readers_of_which_one_was_removed() throws Exception {
        lost = new HallFolder(folder.resolve("lost"));
        place = new HallFolder(folder.resolve("place"));
        give(lost, "init", "--hall", "hall");
        add("pi-1");
        add("pi-2");
        remove(lost, "pi-1");
    }

    @Test
    void who_was_removed_since_the_backup_stays_shut_out_and_who_was_added_again_gets_in() throws Exception {
        Path backup = backup();
        add("pi-1");
        remove(lost, "pi-2");

        restore(backup, vault());

        assertThat(list(place)).isEqualTo(list(lost)).contains("user pi-2\n").doesNotContain("user pi-1\n");
    }

    @Test
    void what_the_lost_hub_had_of_who_was_removed_since_is_named_and_of_who_still_ships_is_not() throws Exception {
        Path backup = backup();
        add("pi-3");
        for (DeviceId device : List.of(new DeviceId("pi-2"), new DeviceId("pi-3"))) {
            had((tx, book) ->
                    book.record(tx, new BatchTimed(device, JournalId.of(UUID.randomUUID()), 1, 31, List.of())));
        }
        remove(lost, "pi-2");

        List<String> told = restore(backup, vault());

        assertThat(told)
                .filteredOn(line -> line.contains("does not ship"))
                .singleElement()
                .asString()
                .contains("pi-2 1–31;", "device add");
    }

    @Test
    void also_from_a_vault_alone_whose_kit_has_the_older_list() throws Exception {
        Kit kit = Kit.of(lost.path());
        had((tx, book) -> kit.keep(tx, book, key.lock(), random));
        add("pi-1");
        remove(lost, "pi-2");

        restore(null, vault());

        assertThat(list(place)).isEqualTo(list(lost)).contains("user pi-2\n").doesNotContain("user pi-1\n");
    }

    @Test
    void from_a_backup_alone_who_was_removed_since_is_in_again_and_that_is_said() throws Exception {
        Path backup = backup();
        String then = list(lost);
        remove(lost, "pi-2");

        List<String> told = restore(backup, null);

        assertThat(list(place)).isEqualTo(then).contains("user pi-1\n");
        assertThat(told).anyMatch(line -> line.contains("此后移出的设备")).anyMatch(line -> line.contains("device remove"));
        remove(place, "pi-2");
        assertThat(list(place)).isEqualTo(list(lost));
    }

    @Test
    void a_hall_whose_broker_has_a_list_of_another_kind_gets_none() throws Exception {
        Files.delete(lost.brokerAccess());

        restore(backup(), null);

        assertThat(place.settings()).exists();
        assertThat(place.brokerAccess()).doesNotExist();
    }

    @FunctionalInterface
    private interface Decision {
        Object in(Tx tx, Book book) throws SQLException;
    }

    /** What the lost hub had decided. */
    private void had(Decision decision) throws Exception {
        HubConfig config = HubConfig.load(lost.path());
        try (HallRecords records = HallRecords.open(
                config.database(),
                new LinuxClock(LinuxClock.BOOT_ID, true),
                config.hall().zone())) {
            records.database().writeAndWait(tx -> decision.in(tx, records.book()));
        }
    }

    private void add(String device) {
        Path bundle = folder.resolve("bundle-" + random.nextInt(Integer.MAX_VALUE));
        give(lost, "device", "add", device, "--stations", "reader", "--out", bundle.toString());
    }

    private void remove(HallFolder hall, String device) {
        give(hall, "device", "remove", device, "--reason", "sold");
    }

    private void give(HallFolder hall, String... words) {
        HallAdmission admission = new HallAdmission(random);
        StringWriter said = new StringWriter();
        String[] whole = Arrays.copyOf(words, words.length + 2);
        whole[words.length] = "--data";
        whole[words.length + 1] = hall.toString();
        assertThat(HubMain.commands(CLOCK, random, admission, admission)
                        .setOut(new PrintWriter(said))
                        .setErr(new PrintWriter(said))
                        .execute(whole))
                .as(said.toString())
                .isZero();
    }

    private Path backup() throws Exception {
        Path stick = Files.createDirectories(folder.resolve("stick"));
        new HallBackups(CLOCK).make(lost, stick, 1);
        try (var files = Files.list(stick)) {
            return files.findFirst().orElseThrow();
        }
    }

    private Path vault() throws IOException {
        PaperVault vault = new PaperVault(folder.resolve("vault"), key.lock());
        long last;
        try (Database database = Database.open(lost.database())) {
            last = database.read(rows -> rows.number("SELECT through FROM journal WHERE device = 'hub'"));
        }
        vault.follow(lost.database(), 1, last);
        return vault.folder();
    }

    private List<String> restore(@Nullable Path backup, @Nullable Path vault) throws Exception {
        RecoveryKey opening = vault == null ? null : key;
        return new HallRestore(CLOCK, random)
                .restore(place, new RestoreCommand.Order(backup, vault, opening, null, false, "a-new-pass-word-9"));
    }

    private static String list(HallFolder hall) throws IOException {
        return Files.readString(hall.brokerAccess());
    }
}
