package bench;

import io.yizhan.hardware.simulated.SimulatedKeys;
import io.yizhan.terminal.station.AttendanceStation;
import io.yizhan.terminal.station.CounterKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What people at the stations wait for, timed within the process: from a key to its lamp, from a match to the green one. */
final class Probes {

    private static final long WAIT_MS = 20_000;

    /** The keypad tells a press so long after its first edge, to be sure that no other key was meant. */
    private static final double DEBOUNCE_MS = 70;

    /** A finger's, and between two presses. */
    private static final long PRESS_MS = SimulatedKeys.PRESS.toMillis() + 120;

    final List<Double> keyToLampMs = new ArrayList<>();
    final List<Double> matchToGreenMs = new ArrayList<>();
    final List<Double> matchToRingMs = new ArrayList<>();

    /** What the driver took of each scan before its match. */
    final List<Double> driverMs = new ArrayList<>();

    private final OneProcess process;
    private final BlockingQueue<Long> lamps = new LinkedBlockingQueue<>();
    private final BlockingQueue<Long> green = new LinkedBlockingQueue<>();

    Probes(OneProcess process) {
        this.process = process;
        process.evaluator.onChange((lamp, _) -> {
            if (lamp.equals(CounterKeys.rate(1))) { // lit by the start, dark by the press of another; thanks leave it dark
                lamps.add(System.nanoTime());
            }
        });
        process.readerLamps.onChange((lamp, lit) -> {
            if (lit && lamp.equals(AttendanceStation.GREEN)) {
                green.add(System.nanoTime());
            }
        });
    }

    /** The clerk asks for a rating, and the citizen gives one: two entries, each on disk before its lamps. */
    void rate() throws Exception {
        press(process.clerk, "start-rating");
        press(process.citizen, CounterKeys.rate(4));
    }

    private void press(SimulatedKeys keys, String key) throws Exception {
        lamps.clear();
        long pressed = System.nanoTime();
        keys.hold(key);
        keyToLampMs.add((next(lamps, key) - pressed) / 1e6 - DEBOUNCE_MS);
        keys.release(key);
        Thread.sleep(PRESS_MS);
    }

    /** A finger that the sensor knows: its entry is on disk before the lamp. */
    void punch() throws Exception {
        while (process.readerLamps.lit(AttendanceStation.GREEN)) {
            Thread.sleep(10);
        }
        process.timed.found.clear();
        process.timed.between.clear();
        process.timed.ring.clear();
        green.clear();
        process.module.lay(OneProcess.FINGER);
        long found = next(process.timed.found, "an answer of the sensor");
        driverMs.add(next(process.timed.between, "a search") / 1e6);
        matchToGreenMs.add((next(green, "the green lamp") - found) / 1e6);
        long ring = next(process.timed.ring, "the ring");
        while (ring < found) {
            ring = next(process.timed.ring, "the ring");
        }
        matchToRingMs.add((ring - found) / 1e6);
        process.module.lift();
        Thread.sleep(PRESS_MS);
    }

    private static long next(BlockingQueue<Long> moments, String what) throws InterruptedException {
        Long at = moments.poll(WAIT_MS, TimeUnit.MILLISECONDS);
        if (at == null) {
            throw new IllegalStateException("waited " + WAIT_MS + " ms for " + what);
        }
        return at;
    }
}
