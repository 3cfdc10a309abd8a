package io.yizhan.terminal.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.protocol.id.BootId;
import io.yizhan.protocol.id.HallId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.StoreId;
import io.yizhan.protocol.journal.Batch;
import io.yizhan.protocol.journal.Chain;
import io.yizhan.protocol.journal.Header;
import io.yizhan.protocol.journal.Verdict;
import io.yizhan.protocol.vault.Frame;
import io.yizhan.protocol.vault.RecoveryKey;
import io.yizhan.protocol.vault.Segment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {

    private static final StoreId STORE = StoreId.of(UUID.randomUUID());
    private static final BootId BOOT = BootId.of(UUID.randomUUID());

    private final SecureRandom random = new SecureRandom();
    private final RecoveryKey key = RecoveryKey.random(random);
    private final JournalId journal = JournalId.of(UUID.randomUUID());

    @TempDir
    private Path folder;

    private @Nullable Vault vault;

    @AfterEach
    void close() {
        if (vault != null) {
            vault.close();
        }
    }

    private Vault vault() {
        if (vault == null) {
            vault = new Vault(folder, new HallId("east"), key.lock(), random, 1);
        }
        return vault;
    }

    /** As after kill -9: nothing of the process is left but its files. */
    private void restarted() {
        vault = null;
    }

    private static byte[] line(long seq) {
        return ("{\"entry\":" + seq + "}").getBytes(StandardCharsets.UTF_8);
    }

    private Hash hash(long seq) {
        Hash hash = Chain.start(journal);
        for (long i = 1; i <= seq; i++) {
            hash = Chain.next(hash, line(i));
        }
        return hash;
    }

    private Batch batch(long from, long through, long last) {
        List<byte[]> lines = new ArrayList<>();
        for (long seq = from; seq <= through; seq++) {
            lines.add(line(seq));
        }
        return new Batch(new Header(journal, from, hash(from - 1), 1, last, BOOT, 1, null), lines);
    }

    private Vault.Answer ships(long from, long through) throws VaultException {
        return vault().take(STORE, 1, batch(from, through, Math.max(through, 9)));
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(Segment.ENDING))
                    .sorted()
                    .toList();
        }
    }

    /** All that a person with the key can read. */
    private List<String> readable() throws Exception {
        List<String> lines = new ArrayList<>();
        for (Path file : segments()) {
            Segment segment = Segment.read(Files.readAllBytes(file));
            for (Frame frame : segment.frames()) {
                for (byte[] line : frame.lines(segment.open(key), segment.headerLine())) {
                    lines.add(new String(line, StandardCharsets.UTF_8));
                }
            }
        }
        return lines;
    }

    @Test
    void what_is_applied_is_on_disk_and_only_the_key_reads_it() throws Exception {
        assertThat(ships(1, 3)).isEqualTo(new Vault.Answer(Verdict.APPLIED, 3, hash(3)));

        assertThat(readable()).containsExactly("{\"entry\":1}", "{\"entry\":2}", "{\"entry\":3}");
        assertThat(Files.readString(segments().getFirst(), StandardCharsets.ISO_8859_1))
                .doesNotContain("entry\":2");
        Segment segment = Segment.read(Files.readAllBytes(segments().getFirst()));
        RecoveryKey another = RecoveryKey.random(random);
        assertThatThrownBy(() -> segment.open(another))
                .hasMessageContaining(key.lock().name())
                .hasMessageContaining(another.lock().name());
    }

    @Test
    void a_repeat_is_kept_once_also_where_it_overlaps() throws Exception {
        ships(1, 3);

        assertThat(ships(1, 3).verdict()).isEqualTo(Verdict.REPEAT);
        assertThat(ships(2, 5)).isEqualTo(new Vault.Answer(Verdict.APPLIED, 5, hash(5)));
        assertThat(readable()).hasSize(5);
    }

    @Test
    void a_gap_is_asked_for() throws Exception {
        ships(1, 3);

        assertThat(ships(5, 6)).isEqualTo(new Vault.Answer(Verdict.GAP, 3, hash(3)));
        assertThat(ships(10, 9).verdict()).as("a hello of a hub that is ahead").isEqualTo(Verdict.GAP);
    }

    @Test
    void a_journal_that_begins_above_one_is_taken_from_there() throws Exception {
        Batch later = new Batch(new Header(journal, 5, hash(4), 5, 6, BOOT, 1, null), List.of(line(5), line(6)));

        assertThat(vault().take(STORE, 2, later)).isEqualTo(new Vault.Answer(Verdict.APPLIED, 6, hash(6)));
    }

    @Test
    void another_line_at_a_known_place_is_a_fork() throws Exception {
        ships(1, 3);
        Header header = new Header(journal, 3, hash(2), 1, 9, BOOT, 1, null);

        Batch another = new Batch(header, List.of(line(77), line(4)));
        assertThat(vault().take(STORE, 1, another).verdict()).isEqualTo(Verdict.FORKED);
        Header otherPast = new Header(journal, 4, hash(7), 1, 9, BOOT, 1, null);
        assertThat(vault().take(STORE, 1, new Batch(otherPast, List.of(line(4))))
                        .verdict())
                .isEqualTo(Verdict.FORKED);
        assertThat(readable()).hasSize(3);
    }

    @Test
    void a_hub_that_has_less_than_the_vault_is_a_fork() throws Exception {
        ships(1, 3);

        assertThat(vault().take(STORE, 1, batch(3, 2, 2)).verdict()).isEqualTo(Verdict.FORKED);
    }

    @Test
    void after_a_kill_it_goes_on_where_it_was() throws Exception {
        ships(1, 3);
        ships(4, 5);

        restarted();

        assertThat(ships(6, 7)).isEqualTo(new Vault.Answer(Verdict.APPLIED, 7, hash(7)));
        assertThat(segments()).as("a key dies with its process").hasSize(2);
        assertThat(readable()).hasSize(7);
    }

    @Test
    void a_torn_end_is_taken_away_wherever_the_power_was_cut() throws Exception {
        ships(1, 3);
        long whole = Files.size(segments().getFirst());
        ships(4, 5);
        byte[] both = Files.readAllBytes(segments().getFirst());
        for (int cut = (int) whole + 1; cut < both.length; cut += 7) {
            Path file = segments().getFirst();
            Files.write(file, Arrays.copyOf(both, cut), StandardOpenOption.TRUNCATE_EXISTING);

            restarted();

            assertThat(ships(6, 6)).isEqualTo(new Vault.Answer(Verdict.GAP, 3, hash(3)));
            assertThat(file).hasSize(whole);
        }
        assertThat(ships(4, 5).through()).isEqualTo(5);
        assertThat(readable()).hasSize(5);
    }

    @Test
    void a_file_cut_off_in_its_header_is_passed_over() throws Exception {
        ships(1, 3);
        restarted();
        ships(4, 5);
        Files.write(segments().getLast(), new byte[] {'{'}, StandardOpenOption.TRUNCATE_EXISTING);

        restarted();

        assertThat(ships(4, 5)).isEqualTo(new Vault.Answer(Verdict.APPLIED, 5, hash(5)));
        assertThat(segments()).hasSize(3);
    }

    @Test
    void a_flipped_byte_is_found_at_the_start_and_the_hub_ships_again() throws Exception {
        ships(1, 3);
        long first = Files.size(segments().getFirst());
        ships(4, 5);
        ships(6, 7);
        byte[] bytes = Files.readAllBytes(segments().getFirst());
        bytes[(int) first + 100] ^= 1;
        Files.write(segments().getFirst(), bytes, StandardOpenOption.TRUNCATE_EXISTING);

        restarted();

        assertThat(ships(8, 8)).isEqualTo(new Vault.Answer(Verdict.GAP, 3, hash(3)));
        assertThat(ships(4, 8).through()).isEqualTo(8);
        assertThat(readable()).contains("{\"entry\":4}", "{\"entry\":5}", "{\"entry\":8}");
    }

    @Test
    void with_too_little_room_nothing_is_kept_and_there_is_a_reason() throws Exception {
        ships(1, 3);
        vault = new Vault(folder, new HallId("east"), key.lock(), random, Long.MAX_VALUE);

        assertThatThrownBy(() -> ships(4, 5))
                .isInstanceOfSatisfying(VaultException.class, e -> {
                    assertThat(e.kind()).isEqualTo(VaultException.Kind.FULL);
                    assertThat(e.held()).contains(new Vault.Answer(Verdict.BUSY, 3, hash(3)));
                })
                .hasMessageContaining("for this terminal's own records");

        restarted();
        assertThat(ships(4, 5))
                .as("it goes on once there is room")
                .isEqualTo(new Vault.Answer(Verdict.APPLIED, 5, hash(5)));
    }

    @Test
    void the_newest_epoch_outlives_a_kill_and_never_falls() throws Exception {
        assertThat(vault().newestEpoch(STORE, 3)).isEqualTo(3);

        restarted();

        assertThat(vault().newestEpoch(STORE, 2)).isEqualTo(3);
        assertThat(vault().newestEpoch(STORE, 4)).isEqualTo(4);
    }

    @Test
    void a_vault_that_cannot_even_be_read_promises_nothing() throws Exception {
        Files.writeString(folder.resolve(STORE.text()), "no folder");

        assertThatThrownBy(() -> ships(1, 3)).isInstanceOfSatisfying(VaultException.class, e -> {
            assertThat(e.kind()).isEqualTo(VaultException.Kind.BROKEN);
            assertThat(e.held()).isEmpty();
        });
    }

    @Test
    void its_files_and_folders_are_for_its_owner_only() throws Exception {
        folder = folder.resolve("vault");
        vault().newestEpoch(STORE, 3);
        ships(1, 3);

        List<String> modes = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.toList()) {
                modes.add((Files.isDirectory(path) ? "folder " : "file ") + mode(path));
            }
        }
        assertThat(modes).containsOnly("folder rwx------", "file rw-------").hasSize(5);
    }

    @Test
    void a_folder_that_everybody_could_read_is_closed() throws Exception {
        folder = Files.createDirectory(folder.resolve("vault"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

        ships(1, 3);

        assertThat(mode(folder)).isEqualTo("rwx------");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
