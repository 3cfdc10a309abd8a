package io.yizhan.hardware.simulated;

import io.yizhan.hardware.bus.InputLine;
import java.util.concurrent.atomic.AtomicReference;

/** The simulated module's wake line. Its driver opens and closes it again and again. */
final class SimulatedWakeLine implements InputLine {

    private final AtomicReference<EdgeListener> listener = new AtomicReference<>();
    private volatile boolean active;

    void edge(boolean now) {
        active = now;
        EdgeListener hears = listener.get();
        if (hears != null) {
            hears.edge(now, System.nanoTime());
        }
    }

    @Override
    public String name() {
        return "simulated wake line";
    }

    @Override
    public boolean active() {
        return active;
    }

    @Override
    public void onEdge(EdgeListener heard) {
        if (!listener.compareAndSet(null, heard)) {
            throw new IllegalStateException(name() + " has its listener already");
        }
    }

    @Override
    public void close() {
        listener.set(null);
    }
}
