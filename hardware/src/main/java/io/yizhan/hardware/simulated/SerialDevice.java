package io.yizhan.hardware.simulated;

/** What sits at the far end of a serial line. */
@FunctionalInterface
public interface SerialDevice {

    /** Understands a driver at any speed. */
    int ANY_BAUD = 0;

    /** Bits a second; a driver that speaks at another is noise to it, and it says nothing that can be read. */
    default int baud() {
        return ANY_BAUD;
    }

    /** What the device says of its own accord, such as after power: asked some ten times a second. */
    default byte[] unasked() {
        return new byte[0];
    }

    /**
     * Takes what arrived, any part of a frame or several, and gives what the device sends back to it. Called on the
     * one thread that pumps the line; takes as long as the device would, which is how a simulated sensor takes its
     * time.
     */
    byte[] receive(byte[] bytes) throws InterruptedException;
}
