package io.yizhan.hardware.simulated;

import io.yizhan.hardware.bus.OutputLine;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Lamps that can be looked at. Thread-safe. */
public final class SimulatedLamps {

    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Witness witness;

    public SimulatedLamps(Witness witness, String... lamps) {
        this.witness = witness;
        for (String lamp : lamps) {
            lines.put(lamp, new Line(lamp));
        }
    }

    /** The outputs at the near end, by lamp. */
    public Map<String, OutputLine> lines() {
        return Collections.unmodifiableMap(lines);
    }

    /** The output of one lamp. */
    public OutputLine line(String lamp) {
        return bulb(lamp);
    }

    public boolean lit(String lamp) {
        return bulb(lamp).lit;
    }

    /** Hears each change, on the thread that switches. */
    public void onChange(Listener listener) {
        listeners.add(listener);
    }

    private Line bulb(String lamp) {
        Line line = lines.get(lamp);
        if (line == null) {
            throw new IllegalArgumentException("no lamp " + lamp + " here; there are " + lines.keySet());
        }
        return line;
    }

    /** Sees a lamp go on or off. */
    @FunctionalInterface
    public interface Listener {
        void changed(String lamp, boolean lit);
    }

    private final class Line implements OutputLine {
        private final String lamp;
        private volatile boolean lit;

        Line(String lamp) {
            this.lamp = lamp;
        }

        @Override
        public String name() {
            return "simulated-" + lamp;
        }

        @Override
        public synchronized void set(boolean active) {
            if (lit == active) {
                return;
            }
            lit = active;
            witness.saw("lamp", lamp + (active ? " on" : " off"));
            listeners.forEach(listener -> listener.changed(lamp, active));
        }

        @Override
        public void close() {
            set(false);
        }
    }
}
