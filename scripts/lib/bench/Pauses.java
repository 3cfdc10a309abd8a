package bench;

import io.yizhan.hardware.printer.PrinterState.Paper;
import io.yizhan.hardware.simulated.SimulatedFingerprintModule;
import io.yizhan.hardware.simulated.SimulatedPrinter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long other stations of the process wait while one device fails: every single pause, the worst told, beside the
 * worst of a quiet phase of the same length before it. A pause that our code makes is there in each round; one that the
 * machine makes, which may be shared, is not; and a disk that stands still is seen by raw commits at the same time. And what a match costs of ours, beside two raw commits.
 *
 * <pre>
 *   Pauses.java FOLDER SECONDS ROUNDS     seconds of each phase
 * </pre>
 */
public final class Pauses {

    private static final String QUIET = "quiet";
    private static final Duration NOTICED_MAX = Duration.ofSeconds(30);
    private static final double PAUSE_MAX_MS = 50;
    private static final double OURS_MAX_MS = 20;
    private static final double REFERENCE_TIMES_MAX = 2;

    private final OneProcess process;
    private final Probes probes;
    private final Heartbeat platform = Heartbeat.platform();
    private final Heartbeat virtual = Heartbeat.virtual();
    private final DiskBeat disk;
    private final int seconds;
    private final List<Double> oursMs = new ArrayList<>();
    private final List<Double> ringMs = new ArrayList<>();
    private final Map<String, List<Worst>> worst = new LinkedHashMap<>();

    private Pauses(OneProcess process, Path folder, int seconds) throws Exception {
        this.process = process;
        this.probes = new Probes(process);
        this.disk = new DiskBeat(folder.resolve("raw.db"));
        this.seconds = seconds;
    }

    /**
     * The longest waits of one phase, in milliseconds.
     *
     * @param punch 0 where the reader itself was broken
     * @param disk of two raw commits
     */
    private record Worst(double beat, double virtualBeat, double key, double punch, double disk) {

        /** By how much the longest of any kind is longer than it was there, or than the disk stood still here. */
        double beyond(Worst quiet) {
            return Math.max(
                    Math.max(beat - quiet.beat, virtualBeat - quiet.virtualBeat),
                    Math.max(key - Math.max(quiet.key, disk), punch - Math.max(quiet.punch, disk)));
        }

        Worst with(Worst other) {
            return new Worst(
                    Math.max(beat, other.beat),
                    Math.max(virtualBeat, other.virtualBeat),
                    Math.max(key, other.key),
                    Math.max(punch, other.punch),
                    Math.max(disk, other.disk));
        }

        @Override
        public String toString() {
            return "heartbeat %6.1f, of a virtual thread %6.1f, key to lamp %6.1f, match to green %6.1f, disk %6.1f"
                    .formatted(beat, virtualBeat, key, punch, disk);
        }
    }

    @FunctionalInterface
    private interface Act {
        void run() throws Exception;
    }

    public static void main(String[] args) {
        try {
            Path folder = Files.createDirectories(Path.of(args[0]));
            boolean kept;
            try (OneProcess process = new OneProcess(folder)) {
                kept = new Pauses(process, folder, Integer.parseInt(args[1])).run(Integer.parseInt(args[2]));
            }
            System.exit(kept ? 0 : 1); // drivers' threads would hold it
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private boolean run(int rounds) throws Exception {
        for (int warm = 0; warm < 5; warm++) {
            probes.rate();
            probes.punch();
        }
        for (int round = 1; round <= rounds; round++) {
            System.out.println("round " + round + " of " + rounds + ": the longest waits of each phase in ms");
            beside("printer silent", true, () -> printerFault(true), () -> printerFault(false));
            beside("printer cable out", true, () -> process.printer.cable(false), () -> process.printer.cable(true));
            beside("paper ends in print", true, () -> process.printer.endPaperAfter(3), () -> {
                process.printer.paper(Paper.ENOUGH);
            });
            beside("cover opens in print", true, () -> process.printer.openCoverAfter(3), () -> {
                process.printer.cover(false);
            });
            beside("SPI fails", true, () -> process.matrix.cut(true), () -> process.matrix.cut(false));
            beside("sensor silent", false, () -> sensorFault(true), () -> sensorFault(false));
            beside("sensor unplugged", false, process::unplugSensor, process::plugIn);
            process.awaitNoFault();
        }
        return report();
    }

    private void beside(String name, boolean readerWorks, Act breaks, Act mends) throws Exception {
        process.awaitNoFault();
        phase(QUIET, true, () -> {}, () -> {});
        phase(name, readerWorks, breaks, mends);
    }

    private void printerFault(boolean on) {
        process.printer.fault(SimulatedPrinter.Fault.SILENT, on);
    }

    private void sensorFault(boolean on) {
        process.module.fault(SimulatedFingerprintModule.Fault.SILENT, on);
    }

    /** Tickets are wanted all the while; a fault's phase lasts until it is noticed. */
    private void phase(String name, boolean readerWorks, Act breaks, Act mends) throws Exception {
        probes.keyToLampMs.clear();
        probes.matchToGreenMs.clear();
        probes.matchToRingMs.clear();
        platform.worstMs();
        virtual.worstMs();
        disk.worstMs();
        breaks.run();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        long noticed = end + (name.equals(QUIET) ? 0 : NOTICED_MAX.toNanos());
        while (System.nanoTime() - end < 0 || (process.works() && System.nanoTime() - noticed < 0)) {
            process.takeTicket();
            probes.rate();
            if (readerWorks) {
                probes.punch();
            }
        }
        String faults = process.faults();
        Worst now = new Worst(
                platform.worstMs(),
                virtual.worstMs(),
                worst(probes.keyToLampMs),
                worst(probes.matchToGreenMs),
                disk.worstMs());
        worst.computeIfAbsent(name, _ -> new ArrayList<>()).add(now);
        oursMs.addAll(probes.matchToGreenMs);
        ringMs.addAll(probes.matchToRingMs);
        mends.run();
        System.out.printf("  %-20s %s; faults: %s%n", name, now, faults);
    }

    private boolean report() {
        Worst quiet = worst.get(QUIET).stream().reduce(Worst::with).orElseThrow();
        boolean kept = true;
        System.out.printf("pauses:  longest %-20s %s%n", QUIET, quiet);
        for (Map.Entry<String, List<Worst>> fault : worst.entrySet()) {
            if (!fault.getKey().equals(QUIET)) {
                double most = fault.getValue().stream().mapToDouble(now -> now.beyond(quiet)).max().orElseThrow();
                double always = fault.getValue().stream().mapToDouble(now -> now.beyond(quiet)).min().orElseThrow();
                boolean within = always <= PAUSE_MAX_MS;
                kept &= within;
                System.out.printf(
                        "         longest %-20s %s; beyond the quiet ones by %.1f, in each round by %.1f (at most %.0f is"
                                + " asked)%s%n",
                        fault.getKey(),
                        fault.getValue().stream().reduce(Worst::with).orElseThrow(),
                        most,
                        always,
                        PAUSE_MAX_MS,
                        within ? "" : ": NOT kept");
            }
        }
        double ours = quantile(oursMs, 0.5);
        List<Double> referenceMs = disk.tookMs();
        double reference = quantile(referenceMs, 0.5);
        double driver = quantile(probes.driverMs, 0.5);
        boolean quick = ours + driver <= Math.max(OURS_MAX_MS, REFERENCE_TIMES_MAX * reference);
        System.out.printf(
                "match:   from the sensor's answer to the green lamp, entry on disk: median %.1f ms of %d, worst %.1f;"
                        + " to the ring's order %.1f, %.1f; before it, between the scan's answers and our next words, %.1f,"
                        + " %.1f; two raw commits: %.1f, %.1f (at most %.0f ms is asked, or %.0f"
                        + " times the commits where the disk is slower): %s%n",
                ours,
                oursMs.size(),
                worst(oursMs),
                quantile(ringMs, 0.5),
                worst(ringMs),
                driver,
                worst(probes.driverMs),
                reference,
                worst(referenceMs),
                OURS_MAX_MS,
                REFERENCE_TIMES_MAX,
                quick ? "so it is" : "NOT so");
        return kept && quick;
    }

    private static double worst(List<Double> figures) {
        return figures.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    private static double quantile(List<Double> figures, double share) {
        List<Double> sorted = figures.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size())));
    }
}
