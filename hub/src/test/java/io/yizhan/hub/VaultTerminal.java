package io.yizhan.hub;

import io.yizhan.hub.vault.VaultFolder;
import io.yizhan.hub.vault.VaultUnreadableException;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.id.StoreId;
import io.yizhan.protocol.link.Broker;
import io.yizhan.protocol.state.DeviceStatus.Fault;
import io.yizhan.protocol.vault.RecoveryKey;
import io.yizhan.terminal.clock.HallClock;
import io.yizhan.terminal.journal.Journal;
import io.yizhan.terminal.journal.JournalException;
import io.yizhan.terminal.station.Supervisor;
import io.yizhan.terminal.station.Surroundings;
import io.yizhan.terminal.station.VaultStation;
import io.yizhan.terminal.uplink.Uplink;
import io.yizhan.terminal.uplink.UplinkSettings;
import io.yizhan.terminal.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** A terminal with a vault as its only station: the real parts, over plain TCP at a real broker. */
final class VaultTerminal implements AutoCloseable {

    static final DeviceId DEVICE = new DeviceId("pi-7");
    private static final String SERIAL = "100000003d1d1c36";

    /** So that a small disk can be full in a test, and a usual one is not. */
    private static final long FREE_BYTES_MIN = 1024 * 1024;

    private final Path folder;
    private final Broker broker;
    private final RecoveryKey key;
    private final HallClock clock = new HallClock(WiredHub.MACHINE, TestHall.ZONE);
    private Journal journal;
    private Uplink uplink;
    private VaultStation station;
    private Supervisor supervisor;

    /** @param folder its data; the vault is in it */
    VaultTerminal(Path folder, Broker broker, RecoveryKey key) throws JournalException {
        this.folder = folder;
        this.broker = broker;
        this.key = key;
        start();
    }

    void start() throws JournalException {
        journal = Journal.open(folder.resolve("journal.db"), SERIAL, clock);
        uplink = new Uplink(
                new UplinkSettings(WiredHub.HALL, DEVICE, broker.host(), broker.port(), null, "1.0.0", SERIAL),
                journal,
                clock);
        Surroundings place = new Surroundings(journal, clock, uplink.hall(), () -> {});
        Vault vault = new Vault(vault(), WiredHub.HALL, key.lock(), new SecureRandom(), FREE_BYTES_MIN);
        station = new VaultStation(new StationId("vault-1"), place, uplink.vault(), vault);
        supervisor = new Supervisor(List.of(station), () -> {});
        supervisor.start();
        uplink.start();
    }

    /** Nothing is closed that a kill would leave open: the vault's file is as its last fsync left it. */
    void kill() throws JournalException {
        supervisor.close();
        uplink.close();
        journal.close();
    }

    /** Where the vault's files are. */
    Path vault() {
        return folder.resolve("vault");
    }

    List<String> faults() {
        return station.faults().now().stream().map(Fault::kind).toList();
    }

    /** What a person with the recovery key reads out of it; an entry that is there twice is given once. */
    List<String> kept(StoreId store) throws VaultUnreadableException {
        return kept(store, key);
    }

    List<String> kept(StoreId store, RecoveryKey with) throws VaultUnreadableException {
        List<String> lines = new ArrayList<>();
        VaultFolder.open(vault(), with, store)
                .read(run -> run.lines().forEach(line -> lines.add(new String(line, StandardCharsets.UTF_8))));
        return lines;
    }

    @Override
    public void close() throws JournalException {
        kill();
    }
}
