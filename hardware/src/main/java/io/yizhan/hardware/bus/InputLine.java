package io.yizhan.hardware.bus;

/** One digital input: a key, a wake line. */
public interface InputLine extends AutoCloseable {

    /** Which line, for messages: {@code gpio17}. */
    String name();

    /** Whether the line is active now (pressed, awake), whatever level the wiring uses for it. */
    boolean active() throws LinkException;

    /**
     * Sets the one listener, called at each raw edge on a thread of the bus: it may only enqueue. Contacts bounce; the
     * listener hears that.
     *
     * @throws IllegalStateException when it has one: a press would count twice
     */
    void onEdge(EdgeListener listener);

    @Override
    void close();

    /** Hears an edge. */
    @FunctionalInterface
    interface EdgeListener {
        /** @param nanos {@link System#nanoTime()} at the edge */
        void edge(boolean active, long nanos);
    }
}
