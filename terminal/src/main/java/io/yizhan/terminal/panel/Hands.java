package io.yizhan.terminal.panel;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.printer.PrinterState.Paper;
import io.yizhan.hardware.simulated.SimulatedFingerprintModule.Fault;
import io.yizhan.hardware.simulated.SimulatedKeys;
import io.yizhan.hardware.simulated.SimulatedMatrix;
import io.yizhan.hardware.simulated.SimulatedNumberPad;
import io.yizhan.hardware.simulated.SimulatedPrinter;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.fact.Priority;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.terminal.station.CounterKeys;
import io.yizhan.terminal.station.KioskKeys;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What people and mishaps do to the simulated devices, and what they have done so far. Thread-safe. */
final class Hands {

    /** Lines of a ticket that come out before something happens in the middle of it. */
    private static final int LINES_BEFORE = 2;

    private static final int FINGER_MAX = 1_000;

    /** What happens once, in the middle of the next ticket. */
    private static final List<String> MID_PRINT =
            List.of("pulled-mid-print", "paper-ends-mid-print", "cover-opens-mid-print");

    private static final List<String> PRINTER_FAULTS =
            List.of("paper-out", "paper-low", "cover-open", "cutter", "power-off", "cable-out", "silent", "never-done");

    /** The wire to a board or to the strip above a counter. */
    private static final String LEDS_CUT = "leds-cut";

    private final List<Bench> benches;
    private final Runnable changed;
    private final Map<String, Integer> fingers = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> faults = new ConcurrentHashMap<>();

    Hands(List<Bench> benches, Runnable changed) {
        this.benches = benches;
        this.changed = changed;
    }

    /** The finger that lies on this reader's window. */
    Optional<Integer> finger(String station) {
        return Optional.ofNullable(fingers.get(station));
    }

    /** Faults that are switched on at this station. */
    Set<String> faults(String station) {
        return new TreeSet<>(faults.getOrDefault(station, Set.of()));
    }

    void lay(@Nullable String station, int finger) throws RefusedException {
        if (finger < 0 || finger > FINGER_MAX) {
            throw new RefusedException("finger " + finger + " is outside 0–" + FINGER_MAX);
        }
        Bench.Reader reader = bench(Bench.Reader.class, station);
        reader.module().lay(finger);
        fingers.put(reader.station().id().text(), finger);
        changed.run();
    }

    void lift(@Nullable String station) throws RefusedException {
        Bench.Reader reader = bench(Bench.Reader.class, station);
        reader.module().lift();
        fingers.remove(reader.station().id().text());
        changed.run();
    }

    void press(String station, String key) throws RefusedException {
        if (bench(Bench.class, station) instanceof Bench.Reader reader && reader.pad() != null) {
            type(reader.pad(), key);
        } else {
            keys(station, key).press(key);
        }
    }

    private static void type(SimulatedNumberPad pad, String key) throws RefusedException {
        try {
            pad.press(key);
        } catch (IOException | IllegalArgumentException e) {
            throw new RefusedException(Objects.requireNonNull(e.getMessage()));
        }
    }

    /** Chooses at the kiosk's screen. */
    void choose(@Nullable String station, String service, @Nullable Priority priority) throws RefusedException {
        Bench.Kiosk kiosk = bench(Bench.Kiosk.class, station);
        if (!kiosk.station().choose(new ServiceId(service), priority == null ? Priority.NONE : priority)) {
            throw new RefusedException("the kiosk is still busy with earlier choices: wait for its face to be calm");
        }
    }

    /** Switches a mishap on or off; {@code key} only with {@code key-stuck}. */
    void fault(String station, String fault, @Nullable String key, boolean on) throws RefusedException {
        Bench bench = bench(Bench.class, station);
        String name = fault;
        if (fault.equals("key-stuck") && key != null) {
            stick(keys(station, key), key, on);
            name = "key-stuck " + key;
        } else if (bench instanceof Bench.Reader reader) {
            reader.module().fault(readerFault(fault), on);
        } else if (bench instanceof Bench.Kiosk kiosk) {
            printerFault(kiosk.printer(), fault, on);
        } else if (fault.equals(LEDS_CUT) && leds(bench) != null) {
            Objects.requireNonNull(leds(bench)).cut(on);
        } else {
            throw new RefusedException("there is no fault \"" + fault + "\" at " + station
                    + "; known here are: key-stuck, with the key, and " + LEDS_CUT);
        }
        Set<String> here = faults.computeIfAbsent(station, _ -> ConcurrentHashMap.newKeySet());
        if (on && !MID_PRINT.contains(fault)) {
            here.add(name);
        } else {
            here.remove(name);
        }
        changed.run();
    }

    private static @Nullable SimulatedMatrix leds(Bench bench) {
        return switch (bench) {
            case Bench.Board board -> board.matrix();
            case Bench.Counter counter -> counter.strip();
            case Bench.Reader _, Bench.Kiosk _ -> null;
        };
    }

    /** Where a person stands who presses it. */
    private SimulatedKeys keys(String station, String key) throws RefusedException {
        Bench bench = bench(Bench.class, station);
        SimulatedKeys keys = null;
        if (bench instanceof Bench.Kiosk kiosk && KioskKeys.NAMES.contains(key)) {
            keys = kiosk.keys();
        } else if (bench instanceof Bench.Counter counter) {
            keys = CounterKeys.CLERK.contains(key)
                    ? counter.clerk()
                    : CounterKeys.EVALUATOR.contains(key) ? counter.citizen() : null;
        }
        if (keys == null) {
            throw new RefusedException("there is no key \"" + key + "\" at " + station + "; known are: "
                    + (bench instanceof Bench.Kiosk ? KioskKeys.NAMES : CounterKeys.pinNames()));
        }
        return keys;
    }

    private static void stick(SimulatedKeys keys, String key, boolean on) {
        if (on) {
            keys.hold(key);
        } else {
            keys.release(key);
        }
    }

    private static Fault readerFault(String fault) throws RefusedException {
        for (Fault known : Fault.values()) {
            if (Json.wireName(known).equals(fault)) {
                return known;
            }
        }
        throw new RefusedException("there is no fault \"" + fault + "\" of a reader; known are: "
                + Arrays.stream(Fault.values()).map(Json::wireName).collect(Collectors.joining(", ")));
    }

    private static void printerFault(SimulatedPrinter printer, String fault, boolean on) throws RefusedException {
        try {
            switch (fault) {
                case "paper-out" -> printer.paper(on ? Paper.OUT : Paper.ENOUGH);
                case "paper-low" -> printer.paper(on ? Paper.NEAR_END : Paper.ENOUGH);
                case "cover-open" -> printer.cover(on);
                case "cutter" -> printer.cutter(on);
                case "power-off" -> printer.power(!on);
                case "cable-out" -> printer.cable(!on);
                case "silent" -> printer.fault(SimulatedPrinter.Fault.SILENT, on);
                case "never-done" -> printer.fault(SimulatedPrinter.Fault.NEVER_DONE, on);
                default -> midPrint(printer, fault, on);
            }
        } catch (LinkException e) {
            throw new RefusedException(Objects.requireNonNull(e.getMessage()));
        }
    }

    private static void midPrint(SimulatedPrinter printer, String fault, boolean on)
            throws RefusedException, LinkException {
        switch (fault) {
            case "pulled-mid-print" -> {
                if (on) {
                    printer.failPowerAfter(LINES_BEFORE);
                } else {
                    printer.power(true);
                }
            }
            case "paper-ends-mid-print" -> {
                if (on) {
                    printer.endPaperAfter(LINES_BEFORE);
                } else {
                    printer.paper(Paper.ENOUGH);
                }
            }
            case "cover-opens-mid-print" -> {
                if (on) {
                    printer.openCoverAfter(LINES_BEFORE);
                } else {
                    printer.cover(false);
                }
            }
            default ->
                throw new RefusedException("there is no fault \"" + fault + "\" of a kiosk; known are: "
                        + String.join(", ", PRINTER_FAULTS) + ", " + String.join(", ", MID_PRINT) + ", key-stuck");
        }
    }

    /** The station of this id, or without an id the first of its kind. */
    private <B extends Bench> B bench(Class<B> kind, @Nullable String station) throws RefusedException {
        for (Bench bench : benches) {
            if (kind.isInstance(bench)
                    && (station == null || bench.station().id().text().equals(station))) {
                return kind.cast(bench);
            }
        }
        Map<String, String> here = new TreeMap<>();
        benches.forEach(bench -> here.put(
                bench.station().id().text(), bench.station().kind().name().toLowerCase(Locale.ROOT)));
        throw new RefusedException("there is no " + kind.getSimpleName().toLowerCase(Locale.ROOT) + " "
                + (station == null ? "" : "\"" + station + "\" ") + "at this terminal; here are: " + here);
    }
}
