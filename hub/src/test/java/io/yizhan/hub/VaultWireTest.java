package io.yizhan.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.yizhan.hub.vault.VaultFolder;
import io.yizhan.hub.vault.VaultUnreadableException;
import io.yizhan.protocol.link.Broker;
import io.yizhan.protocol.vault.RecoveryKey;
import io.yizhan.protocol.vault.Segment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The hub's journal on its real way: book, shipper, broker, station, disk, and the acks back. */
@ParameterizedClass
@EnumSource(Broker.Kind.class)
class VaultWireTest {

    /** More than a batch takes. */
    private static final int MANY = 300;

    @TempDir
    Path folder;

    private final Broker.Kind kind;
    private final RecoveryKey key = RecoveryKey.random(new SecureRandom());
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private Broker broker;
    private WiredHub hub;
    private VaultTerminal terminal;

    VaultWireTest(Broker.Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void a_hall_with_a_vault() throws Exception {
        broker = opened(kind.open(folder));
        hub = opened(new WiredHub(folder.resolve("hub.db"), broker));
        hub.addVault(VaultTerminal.DEVICE);
        terminal = opened(new VaultTerminal(folder.resolve("pi-7"), broker, key));
    }

    @AfterEach
    void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    @Test
    void what_the_hub_decides_lies_on_the_vaults_disk_and_its_recovery_key_alone_reads_it() throws Exception {
        hub.decide("a", MANY);

        awaitAllKept();
        RecoveryKey another = RecoveryKey.random(new SecureRandom());
        assertThatThrownBy(() -> terminal.kept(hub.identity().store(), another))
                .isInstanceOf(VaultUnreadableException.class)
                .hasMessageContaining("The recovery key does not open")
                .hasMessageContaining(key.lock().name());
        assertThat(terminal.faults()).isEmpty();
        assertThat(hub.alarms(VaultTerminal.DEVICE)).isEmpty();
    }

    @Test
    void a_hub_that_restarts_before_the_acks_came_ships_nothing_twice() throws Exception {
        hub.decide("a", MANY);
        hub.awaitUp();
        hub.restart();
        hub.decide("b", MANY);
        awaitAllKept();
        hub.restart();
        hub.decide("c", 1);

        awaitAllKept();
        assertThat(entriesOnDisk()).isEqualTo(hub.lines().size());
        assertThat(hub.alarms(VaultTerminal.DEVICE)).isEmpty();
    }

    @Test
    void a_vault_that_was_killed_goes_on_where_its_disk_is() throws Exception {
        hub.decide("a", MANY);
        awaitAllKept();
        terminal.kill();
        hub.decide("b", MANY);
        terminal.start();

        awaitAllKept();
        assertThat(entriesOnDisk()).isEqualTo(hub.lines().size());
        assertThat(hub.alarms(VaultTerminal.DEVICE)).isEmpty();
    }

    @Test
    void a_broker_that_was_killed_and_forgot_everything_costs_nothing() throws Exception {
        hub.decide("a", 5);
        awaitAllKept();
        broker.kill();
        hub.decide("b", MANY);
        broker.start();

        awaitAllKept();
        assertThat(entriesOnDisk()).isEqualTo(hub.lines().size());
    }

    @Test
    void what_a_vault_has_lost_it_asks_for_again() throws Exception {
        hub.decide("a", 20);
        awaitAllKept();
        terminal.kill();
        hub.decide("b", 20);
        terminal.start();
        awaitAllKept();
        terminal.kill();
        Files.delete(segments().getLast());
        assertThat(terminal.kept(hub.identity().store()))
                .hasSizeLessThan(hub.lines().size());

        terminal.start();
        hub.decide("c", 1);

        awaitAllKept();
        assertThat(hub.alarms(VaultTerminal.DEVICE)).isEmpty();
    }

    @Test
    void an_older_copy_of_the_hub_that_decides_otherwise_is_an_alarm_and_changes_nothing() throws Exception {
        hub.decide("a", 5);
        hub.copyTo(folder.resolve("copy.db"));
        hub.decide("b", 5);
        awaitAllKept();
        List<String> kept = hub.lines();
        hub.close();

        try (WiredHub copy = new WiredHub(folder.resolve("copy.db"), broker)) {
            copy.decide("other", 20);

            await().untilAsserted(
                            () -> assertThat(copy.alarms(VaultTerminal.DEVICE)).containsExactly("vault-forked"));
            assertThat(terminal.kept(copy.identity().store())).isEqualTo(kept);
        }
        hub.start();
        hub.decide("c", 1);
        awaitAllKept();
    }

    @Test
    void another_hub_has_a_place_of_its_own_in_the_vault() throws Exception {
        hub.decide("a", 5);
        awaitAllKept();
        List<String> kept = hub.lines();
        hub.close();

        try (WiredHub other = new WiredHub(folder.resolve("other.db"), broker)) {
            other.addVault(VaultTerminal.DEVICE);

            await().ignoreExceptions()
                    .untilAsserted(() ->
                            assertThat(terminal.kept(other.identity().store())).isEqualTo(other.lines()));
            assertThat(terminal.kept(hub.identity().store())).isEqualTo(kept);
        }
        hub.start();
    }

    @Test
    void a_restored_hub_ships_its_former_journal_and_its_own_and_the_copy_of_before_is_stopped() throws Exception {
        hub.decide("a", 5);
        awaitAllKept();
        hub.copyTo(folder.resolve("copy.db"));
        hub.decide("b", 5);
        hub.restored();
        hub.decide("c", 5);

        awaitAllKept();
        VaultFolder vault =
                VaultFolder.open(terminal.vault(), key, hub.identity().store());
        assertThat(hub.identity().epoch()).isEqualTo(2);
        assertThat(vault.newestEpoch()).isEqualTo(2);
        List<String> kept = hub.lines();
        hub.close();
        try (WiredHub copy = new WiredHub(folder.resolve("copy.db"), broker)) {
            copy.decide("other", 20);

            await().untilAsserted(
                            () -> assertThat(copy.alarms(VaultTerminal.DEVICE)).containsExactly("old-epoch"));
            assertThat(terminal.kept(copy.identity().store())).isEqualTo(kept);
        }
        hub.start();
    }

    @Test
    void a_copy_of_before_the_restore_that_has_not_fallen_behind_adds_nothing_either() throws Exception {
        hub.decide("a", 5);
        awaitAllKept();
        hub.copyTo(folder.resolve("copy.db"));
        hub.restored();
        hub.decide("c", 5);
        awaitAllKept();
        List<String> kept = hub.lines();
        hub.close();

        try (WiredHub copy = new WiredHub(folder.resolve("copy.db"), broker)) {
            copy.decide("other", 20);

            await().untilAsserted(
                            () -> assertThat(copy.alarms(VaultTerminal.DEVICE)).containsExactly("old-epoch"));
        }
        assertThat(terminal.kept(hub.identity().store())).isEqualTo(kept);
        hub.start();
        hub.decide("d", 1);
        awaitAllKept();
        assertThat(hub.alarms(VaultTerminal.DEVICE)).isEmpty();
    }

    private void awaitAllKept() {
        await().ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(terminal.kept(hub.identity().store())).isEqualTo(hub.lines()));
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> all = Files.walk(terminal.vault())) {
            return all.filter(file -> file.toString().endsWith(Segment.ENDING))
                    .sorted()
                    .toList();
        }
    }

    /** Also what is there twice. */
    private long entriesOnDisk() throws Exception {
        long entries = 0;
        for (Path file : segments()) {
            entries += Segment.read(Files.readAllBytes(file)).frames().stream()
                    .mapToLong(frame -> frame.through() - frame.from() + 1)
                    .sum();
        }
        return entries;
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }
}
