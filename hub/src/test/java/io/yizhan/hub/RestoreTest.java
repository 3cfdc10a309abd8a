package io.yizhan.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.book.Identity;
import io.yizhan.hub.book.Verify;
import io.yizhan.hub.cli.BackupCommand;
import io.yizhan.hub.cli.CommandFailedException;
import io.yizhan.hub.cli.HallFolder;
import io.yizhan.hub.cli.InitCommand;
import io.yizhan.hub.cli.RestoreCommand;
import io.yizhan.hub.staff.StaffAdded;
import io.yizhan.hub.store.Database;
import io.yizhan.hub.store.Read;
import io.yizhan.hub.vault.Kit;
import io.yizhan.protocol.clock.LinuxClock;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.StoreId;
import io.yizhan.protocol.vault.RecoveryKey;
import io.yizhan.protocol.vault.RecoveryLock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RestoreTest {

    private static final Clock CLOCK = Clock.systemUTC();

    private final SecureRandom random = new SecureRandom();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final HallAdmission admission = new HallAdmission(random);

    @TempDir
    private static Path shared;

    @TempDir
    private Path temporary;

    private Path lost;
    private Path place;
    private Path keyFile;
    private PaperVault vault;

    /** Made once: a password takes its time. */
    @BeforeAll
    static void makeHall() throws Exception {
        new RestoreTest().make();
    }

    @BeforeEach
    void begin() throws Exception {
        lost = shared.resolve("lost");
        place = temporary.resolve("place");
        String key = Files.readString(shared.resolve("key"));
        keyFile = Files.writeString(temporary.resolve("key"), key);
        vault = new PaperVault(temporary.resolve("vault"), RecoveryKey.of(key).lock());
    }

    private void make() throws Exception {
        lost = shared.resolve("lost");
        give(new InitCommand("here", CLOCK, random, admission), "--data", lost.toString(), "--clock-trusted");
        String key = out.toString()
                .lines()
                .filter(line -> line.matches("([0-9a-z]{4} ?){7}"))
                .collect(Collectors.joining("\n"));
        Files.writeString(shared.resolve("key"), key);
        RecoveryLock lock = RecoveryKey.of(key).lock();
        admission.fillDemo(new HallFolder(lost));
        HubConfig config = HubConfig.load(lost);
        try (HallRecords records = HallRecords.open(
                config.database(),
                new LinuxClock(LinuxClock.BOOT_ID, true),
                config.hall().zone())) {
            Kit kit = Kit.of(lost);
            records.database().writeAndWait(tx -> kit.keep(tx, records.book(), lock, random));
        }
    }

    private int give(Object command, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    err.append(String.valueOf(failure.getMessage()));
                    return failure instanceof CommandFailedException ? 1 : 99;
                })
                .execute(arguments);
    }

    private int restore(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--data", place.toString()));
        all.addAll(List.of(arguments));
        return give(new RestoreCommand(random, new HallRestore(CLOCK, random)), all.toArray(String[]::new));
    }

    private int restoreFromVault(String... more) {
        List<String> all =
                new ArrayList<>(List.of("--vault", vault.folder().toString(), "--recovery-key", keyFile.toString()));
        all.addAll(List.of(more));
        return restore(all.toArray(String[]::new));
    }

    private Path backup() throws Exception {
        Path stick = Files.createDirectories(temporary.resolve("stick"));
        assertThat(give(new BackupCommand(new HallBackups(CLOCK)), "--data", lost.toString(), "--to", stick.toString()))
                .as(err.toString())
                .isZero();
        try (var files = Files.list(stick)) {
            return files.findFirst().orElseThrow();
        }
    }

    private <T> T ask(Path hall, Read<T> question) {
        try (Database database = Database.open(hall.resolve("hub.db"))) {
            return database.read(question);
        }
    }

    private List<String> staff(Path hall) {
        return ask(hall, rows -> rows.list("SELECT staff, name FROM staff ORDER BY staff", row -> row.text("name")));
    }

    private List<String> passwords(Path hall) {
        return ask(
                hall,
                rows -> rows.list(
                        "SELECT account, verifier FROM account_password ORDER BY account",
                        row -> row.text("account") + " " + row.text("verifier")));
    }

    private long last() {
        return ask(lost, rows -> rows.number("SELECT max(through) FROM journal WHERE device = 'hub'"));
    }

    private void isWhole(Path hall) throws Exception {
        Verify.Report report = Bookkeeping.verify(new HallFolder(hall));
        assertThat(report.flaws()).isEmpty();
    }

    @Test
    void the_vault_alone_brings_back_the_hall_its_keys_and_its_records() throws Exception {
        vault.follow(lost.resolve("hub.db"), 1, last());

        assertThat(restoreFromVault()).as(err.toString()).isZero();

        assertThat(staff(place)).isEqualTo(staff(lost)).isNotEmpty();
        for (String file : List.of("pki/ca.key", "pki/hub.key", "pki/broker.crt", "api-token", "mosquitto.acl")) {
            assertThat(place.resolve(file)).hasSameBinaryContentAs(lost.resolve(file));
        }
        assertThat(place.resolve("mosquitto.conf"))
                .content()
                .contains(place + "/pki/ca.crt")
                .doesNotContain(lost + "/");
        Identity identity = identity(place);
        assertThat(identity.store()).isEqualTo(identity(lost).store());
        assertThat(identity.epoch()).isEqualTo(2);
        assertThat(out.toString())
                .containsPattern("admin / [a-z2-9-]{19}")
                .contains("请核对，补录缺的", "enter again what is missing");
        assertThat(restoredAlarm()).isEqualTo("epoch 2 · vault · hub entries 1–" + last());
        isWhole(place);
    }

    private String restoredAlarm() {
        return ask(
                        place,
                        rows -> rows.one("SELECT detail FROM alarm WHERE kind = 'restored'", row -> row.text("detail")))
                .orElseThrow();
    }

    @Test
    void a_restored_hub_begins_a_journal_above_all_numbers_of_the_lost_one() throws Exception {
        vault.follow(lost.resolve("hub.db"), 1, last());
        restoreFromVault();

        List<String> journals = ask(
                place,
                rows -> rows.list(
                        "SELECT journal, base, through FROM journal WHERE device = 'hub' ORDER BY base",
                        row -> row.number("base") + "–" + (row.number("through") > row.number("base"))));
        assertThat(journals).containsExactly("0–true", (last() + Identity.LOST_MAX) + "–true");
        long kinds = ask(place, rows -> rows.number("SELECT count(*) FROM alarm WHERE kind = 'restored'"));
        assertThat(kinds).isEqualTo(1);
    }

    @Test
    void a_hall_restored_twice_is_whole_and_its_epoch_grows() throws Exception {
        vault.follow(lost.resolve("hub.db"), 1, last());
        restoreFromVault();
        Path first = place;
        lost = first;
        Path backup = backup();
        place = temporary.resolve("again");

        assertThat(restore("--backup", backup.toString())).as(err.toString()).isZero();

        assertThat(identity(place).epoch()).isEqualTo(3);
        isWhole(place);
    }

    @Test
    void a_backup_and_the_vault_together_have_what_came_after_the_backup() throws Exception {
        Path backup = backup();
        HubConfig config = HubConfig.load(lost);
        String agency = ask(
                lost,
                rows -> rows.list("SELECT agency FROM agency", row -> row.text("agency"))
                        .getFirst());
        try (HallRecords records = HallRecords.open(
                config.database(),
                new LinuxClock(LinuxClock.BOOT_ID, true),
                config.hall().zone())) {
            records.database()
                    .writeAndWait(tx -> records.book()
                            .record(tx, new StaffAdded(new StaffId("s9999"), "示范新人", new AgencyId(agency), null)));
        }
        vault.follow(lost.resolve("hub.db"), 1, last());

        assertThat(restoreFromVault("--backup", backup.toString()))
                .as(err.toString())
                .isZero();

        assertThat(staff(place)).contains("示范新人").isEqualTo(staff(lost));
        assertThat(passwords(place))
                .as("the backup's passwords count")
                .isNotEmpty()
                .isEqualTo(passwords(lost));
        assertThat(out.toString()).doesNotContain("shown only this once");
        isWhole(place);
    }

    @Test
    void the_backup_alone_is_the_hall_of_its_moment_under_a_higher_epoch() throws Exception {
        Path backup = backup();

        assertThat(restore("--backup", backup.toString(), "--epoch", "7"))
                .as(err.toString())
                .isZero();

        assertThat(staff(place)).isEqualTo(staff(lost));
        assertThat(identity(place).epoch()).isEqualTo(7);
        assertThat(out.toString())
                .contains("又已重启的，那次开机里的记录时间不确定", "without network time recorded in a boot that began since");
        isWhole(place);
    }

    @Test
    void an_epoch_that_is_not_above_the_known_is_refused() throws Exception {
        assertThat(restore("--backup", backup().toString(), "--epoch", "1")).isEqualTo(1);

        assertThat(err.toString()).contains("--epoch 1 is not above 1");
        assertThat(place).doesNotExist();
    }

    @Test
    void the_wrong_key_is_one_clear_line_and_nothing_is_left() throws Exception {
        vault.follow(lost.resolve("hub.db"), 1, last());
        Files.writeString(keyFile, RecoveryKey.random(random).text());

        assertThat(restoreFromVault()).isEqualTo(1);

        assertThat(err.toString()).contains("The recovery key does not open").doesNotContain("\n");
        assertThat(place).doesNotExist();
    }

    @Test
    void a_folder_with_anything_in_it_is_refused() throws Exception {
        Files.createDirectory(place);
        Files.writeString(place.resolve("hub.toml"), "mine");

        assertThat(restore("--backup", backup().toString())).isEqualTo(1);

        assertThat(err.toString()).contains("nothing in it was changed");
        assertThat(place.resolve("hub.toml")).hasContent("mine");
    }

    @Test
    void a_vault_with_a_gap_is_refused_with_its_bounds_or_taken_on_request() throws Exception {
        long last = last();
        vault.follow(lost.resolve("hub.db"), 1, 20);
        vault.follow(lost.resolve("hub.db"), 25, last);

        assertThat(restoreFromVault()).isEqualTo(1);
        assertThat(err.toString()).contains("lacks the hub's entries 21 to 24");

        assertThat(restoreFromVault("--accept-gap")).as(err.toString()).isZero();
        List<String> losses = ask(
                place,
                rows -> rows.list(
                        "SELECT from_seq, through_seq FROM loss",
                        row -> row.number("from_seq") + "–" + row.number("through_seq")));
        assertThat(losses).containsExactly("21–24");
    }

    @Test
    void a_flipped_byte_in_a_segment_is_a_gap_that_a_backup_fills() throws Exception {
        vault.follow(lost.resolve("hub.db"), 1, last());
        Path segment = vault.segment(1);
        byte[] bytes = Files.readAllBytes(segment);
        bytes[bytes.length / 4] ^= 1; // the kit stands in the second half
        Files.write(segment, bytes, StandardOpenOption.TRUNCATE_EXISTING);

        assertThat(restoreFromVault()).isEqualTo(1);
        assertThat(err.toString()).contains("The vault lacks the hub's entries");

        assertThat(restoreFromVault("--backup", backup().toString()))
                .as(err.toString())
                .isZero();
        isWhole(place);
    }

    @Test
    void a_vault_of_another_hall_is_refused() throws Exception {
        vault.follow(lost.resolve("hub.db"), 1, last());
        Path first = lost;
        lost = temporary.resolve("other");
        give(new InitCommand("here", CLOCK, random, admission), "--data", lost.toString());

        assertThat(restoreFromVault("--backup", backup().toString())).isEqualTo(1);

        assertThat(err.toString()).contains("holds the journals of 0 databases with the name");
        assertThat(first).exists();
    }

    private Identity identity(Path hall) {
        return ask(
                        hall,
                        rows -> rows.one(
                                "SELECT store, epoch FROM store",
                                row -> new Identity(new StoreId(row.text("store")), row.number("epoch"))))
                .orElseThrow();
    }
}
