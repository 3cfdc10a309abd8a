package bench;

import hall.Echo;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.terminal.clock.HallClock;
import io.yizhan.terminal.journal.Journal;
import io.yizhan.terminal.uplink.Uplink;
import io.yizhan.terminal.uplink.UplinkSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * From a fact's append to the hub's ack, with the terminals' own journals and uplinks, while a hall at its busiest writes 50 entries
 * a second; and in the same seconds what the machine takes for the same way with nobody who thinks: two commits that reach the
 * disk, and a message out and back twice. Then once more while one device sends garbage as fast as it can.
 */
final class Latency implements AutoCloseable {

    private static final int ENTRIES_A_SECOND = 50;
    private static final int REFERENCES_A_SECOND = 10;
    private static final long LOOK_NS = 100_000;
    private static final long ACK_MAX_NS = 20_000_000_000L;

    private final List<Reader> readers = new ArrayList<>();
    private final Echo echo;
    private final RawCommits terminal;
    private final RawCommits hub;
    private final List<Double> appendToAckMs = Collections.synchronizedList(new ArrayList<>());
    private final List<Double> referenceMs = new ArrayList<>();

    private Latency(BenchHall hall, Path folder) throws Exception {
        for (DeviceId device : hall.readers()) {
            readers.add(new Reader(hall, device, folder));
        }
        echo = new Echo("127.0.0.1", hall.mqttPort(), "bench", BenchHall.PROBE, hall.bundle(BenchHall.PROBE));
        terminal = new RawCommits(folder.resolve("raw-terminal.db"));
        hub = new RawCommits(folder.resolve("raw-hub.db"));
    }

    static void run(BenchHall hall, Path folder, int seconds) throws Exception {
        try (Latency latency = new Latency(hall, folder)) {
            for (Reader reader : latency.readers) {
                reader.acknowledge(reader.append()); // connected, paired, warm
            }
            Thread references = Thread.ofPlatform().start(() -> latency.reference(seconds));
            latency.load(seconds);
            references.join();
            latency.keep(hall, "ack");
            hall.keep("reference.median", quantile(latency.referenceMs, 0.5));
            hall.keep("reference.p99", quantile(latency.referenceMs, 0.99));
            hall.keep("reference.count", latency.referenceMs.size());
            latency.appendToAckMs.clear();
            try (Garbage garbage = new Garbage(hall)) {
                latency.load(seconds);
                hall.keep("garbage.sent", garbage.sent());
            }
            latency.keep(hall, "storm");
        }
    }

    private void keep(BenchHall hall, String name) throws IOException {
        hall.keep(name + ".median", quantile(appendToAckMs, 0.5));
        hall.keep(name + ".p99", quantile(appendToAckMs, 0.99));
        hall.keep(name + ".count", appendToAckMs.size());
    }

    /** One thread watches for acks, so that an append is never late because another's ack is awaited. */
    private void load(int seconds) throws Exception {
        long began = System.nanoTime();
        List<Pending> pending = new ArrayList<>();
        int appended = 0;
        int wanted = seconds * ENTRIES_A_SECOND;
        while (appended < wanted || !pending.isEmpty()) {
            long now = System.nanoTime();
            pending.removeIf(one -> one.isAcknowledged(now, appendToAckMs));
            if (appended < wanted && now - began >= appended * (1_000_000_000L / ENTRIES_A_SECOND)) {
                Reader reader = readers.get(appended % readers.size());
                long start = System.nanoTime();
                pending.add(new Pending(reader, reader.append(), start));
                appended++;
            } else {
                LockSupport.parkNanos(LOOK_NS);
            }
        }
    }

    private record Pending(Reader reader, long seq, long startNs) {

        boolean isAcknowledged(long nowNs, List<Double> figures) {
            if (nowNs - startNs > ACK_MAX_NS) {
                throw new IllegalStateException("entry " + seq + " had no ack in " + ACK_MAX_NS / 1_000_000_000 + " s");
            }
            boolean done = reader.journal.acked() >= seq;
            if (done) {
                figures.add((nowNs - startNs) / 1e6);
            }
            return done;
        }
    }

    private void reference(int seconds) {
        long began = System.nanoTime();
        try {
            for (int i = 0; i < seconds * REFERENCES_A_SECOND; i++) {
                long due = began + i * (1_000_000_000L / REFERENCES_A_SECOND);
                LockSupport.parkNanos(Math.max(1, due - System.nanoTime()));
                long start = System.nanoTime();
                terminal.once();
                echo.once();
                hub.once();
                referenceMs.add((System.nanoTime() - start) / 1e6);
            }
        } catch (Exception e) {
            throw new IllegalStateException("the reference could not be measured", e);
        }
    }

    private static double quantile(List<Double> figures, double share) {
        List<Double> sorted = figures.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size())));
    }

    @Override
    public void close() throws Exception {
        for (Reader reader : readers) {
            reader.close();
        }
        echo.close();
        terminal.close();
        hub.close();
    }

    /** A terminal without stations: its journal and its uplink as they run on a Pi. */
    private static final class Reader implements AutoCloseable {

        private final Journal journal;
        private final Uplink uplink;
        private final Fact fact = new Punch(
                Punch.Method.FINGER, new StaffId("s0001"), 1, EnrolmentId.of(UUID.randomUUID()), 142);

        Reader(BenchHall hall, DeviceId device, Path folder) throws Exception {
            HallClock clock = new HallClock(BenchHall.CLOCK, ZoneId.of("Asia/Shanghai"));
            journal = Journal.open(folder.resolve(device.text()).resolve("journal.db"), "bench", clock);
            UplinkSettings settings = new UplinkSettings(
                    BenchHall.HALL, device, "127.0.0.1", hall.mqttPort(), hall.tls(device), "1.0.0", "bench");
            uplink = new Uplink(settings, journal, clock);
            uplink.start();
        }

        long append() throws Exception {
            return journal.append(fact);
        }

        void acknowledge(long seq) {
            long until = System.nanoTime() + ACK_MAX_NS;
            while (journal.acked() < seq) {
                if (System.nanoTime() > until) {
                    throw new IllegalStateException("a reader was never answered");
                }
                LockSupport.parkNanos(LOOK_NS);
            }
        }

        @Override
        public void close() throws Exception {
            uplink.close();
            journal.close();
        }
    }
}
