package io.yizhan.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.protocol.SmallDisk;
import io.yizhan.protocol.link.Broker;
import io.yizhan.protocol.vault.RecoveryKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The vault's disk. No broker has a part in it, so one will do. */
class VaultDiskTest {

    @TempDir
    Path folder;

    private final RecoveryKey key = RecoveryKey.random(new SecureRandom());

    @Test
    void a_full_disk_is_a_fault_nothing_is_acknowledged_that_is_not_kept_and_it_goes_on_with_room() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("pi-7").resolve("vault"), 4);
                Broker broker = Broker.Kind.MOSQUITTO.open(folder);
                WiredHub hub = new WiredHub(folder.resolve("hub.db"), broker);
                VaultTerminal terminal = new VaultTerminal(folder.resolve("pi-7"), broker, key)) {
            hub.addVault(VaultTerminal.DEVICE);
            hub.decide("a", 5);
            awaitAllKept(hub, terminal);
            List<String> before = hub.lines();
            disk.fill();
            hub.decide("b", 5);

            await().untilAsserted(() -> assertThat(terminal.faults()).containsExactly("vault-full"));
            await().untilAsserted(() -> assertThat(hub.linesOf(VaultTerminal.DEVICE))
                    .anyMatch(line -> line.contains("fault-raised") && line.contains("vault-full")));
            assertThat(terminal.kept(hub.identity().store())).isEqualTo(before);
            assertThat(hub.alarms(VaultTerminal.DEVICE)).as("full is no fork").isEmpty();

            disk.free();

            awaitAllKept(hub, terminal);
            await().untilAsserted(() -> assertThat(terminal.faults()).isEmpty());
            assertThat(hub.alarms(VaultTerminal.DEVICE)).isEmpty();
        }
    }

    @Test
    void a_disk_that_cannot_be_written_is_a_fault_that_ends_with_it() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("pi-7").resolve("vault"), 4)) {
            disk.writable(false);
            try (Broker broker = Broker.Kind.MOSQUITTO.open(folder);
                    WiredHub hub = new WiredHub(folder.resolve("hub.db"), broker);
                    VaultTerminal terminal = new VaultTerminal(folder.resolve("pi-7"), broker, key)) {
                hub.addVault(VaultTerminal.DEVICE);

                await().untilAsserted(() -> assertThat(terminal.faults()).containsExactly("vault-broken"));
                disk.writable(true);

                awaitAllKept(hub, terminal);
                await().untilAsserted(() -> assertThat(terminal.faults()).isEmpty());
            }
        }
    }

    private static void awaitAllKept(WiredHub hub, VaultTerminal terminal) {
        await().ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(terminal.kept(hub.identity().store())).isEqualTo(hub.lines()));
    }
}
