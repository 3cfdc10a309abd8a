package io.yizhan.hardware.simulated;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** What a simulated printer is plugged into. Drivers come and go, one at a time. Thread-safe. */
interface PrinterWire extends AutoCloseable {

    /** Where a driver finds it: {@code 127.0.0.1:9100}, {@code /tmp/lp0}. */
    String place();

    /** Plugs it in; each driver that comes is served on a thread of the wire. */
    void plug(Session printer) throws IOException;

    /** Pulls the cable out; the driver that was there loses its wire. */
    void unplug();

    /** The printer is switched off: what a driver sees of that. */
    void losePower();

    /** The printer is switched on again, its cable where it was. */
    void regainPower(Session printer) throws IOException;

    @Override
    default void close() {
        unplug();
    }

    /** One driver's conversation; returns when it is over. */
    @FunctionalInterface
    interface Session {
        void serve(InputStream in, OutputStream out) throws IOException, InterruptedException;
    }
}
