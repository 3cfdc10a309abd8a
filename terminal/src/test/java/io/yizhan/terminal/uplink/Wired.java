package io.yizhan.terminal.uplink;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.yizhan.protocol.Topics;
import io.yizhan.protocol.clock.LinuxClock;
import io.yizhan.protocol.clock.MachineClock;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.id.ConnectionId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.HallId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.link.Broker;
import io.yizhan.protocol.state.DeviceStatus;
import io.yizhan.terminal.clock.HallClock;
import io.yizhan.terminal.clock.HandClock;
import io.yizhan.terminal.journal.Journal;
import io.yizhan.terminal.journal.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionFactory;

/** A real broker and a scripted hub on it; terminals are opened by the test. */
final class Wired implements AutoCloseable {

    static final HallId HALL = new HallId("demo");
    static final DeviceId DEVICE = new DeviceId("reader-1");
    static final Topics TOPICS = new Topics(HALL);

    /** The machine's own: waits are real here. */
    static final MachineClock MACHINE = new LinuxClock(LinuxClock.BOOT_ID, true);

    final HallClock clock = new HallClock(MACHINE, HandClock.ZONE);
    final Path folder;
    final Broker broker;
    final ScriptedHub hub;

    Wired(Path folder, Broker.Kind kind) throws IOException {
        this.folder = folder;
        broker = kind.open(Files.createDirectories(folder.resolve("broker")));
        hub = new ScriptedHub(broker, TOPICS, DEVICE);
        soon().until(hub::isUp);
    }

    /** Of the device that all tests share; another name is another card. */
    Journal journal(String card) throws JournalException {
        return Journal.open(folder.resolve(card).resolve("journal.db"), "100000003d1d1c36", clock);
    }

    Uplink uplink(Journal journal) throws JournalException {
        return new Uplink(settings(), journal, clock);
    }

    /** Made and connected. */
    Uplink started(Journal journal) throws JournalException {
        Uplink uplink = uplink(journal);
        start(uplink);
        return uplink;
    }

    /** Returns when its birth has reached the hub. */
    void start(Uplink uplink) {
        List<ConnectionId> before =
                hub.statuses.stream().map(DeviceStatus::connection).toList();
        uplink.start();
        soon().until(() -> hub.statuses.stream().anyMatch(status -> !before.contains(status.connection())));
    }

    UplinkSettings settings() {
        return settings(broker.host(), broker.port());
    }

    static UplinkSettings settings(String host, int port) {
        return new UplinkSettings(HALL, DEVICE, host, port, null, "1.0.0", "100000003d1d1c36");
    }

    static ConditionFactory soon() {
        return await().atMost(20, SECONDS).pollInterval(Duration.ofMillis(10));
    }

    static Fact punch(int n) {
        return new Punch(Punch.Method.PIN, new StaffId("s%04d".formatted(n)), null, null, null);
    }

    static void append(Journal journal, int entries) throws JournalException {
        for (int n = 1; n <= entries; n++) {
            journal.append(punch(n));
        }
    }

    @Override
    public void close() {
        hub.close();
        broker.close();
    }
}
