package io.yizhan.hardware.simulated;

/** What sits at the far end of a serial line. */
@FunctionalInterface
public interface SerialDevice {

    /**
     * Takes what arrived, any part of a frame or several, and gives what the device sends back to it. Called on the
     * one thread that pumps the line; takes as long as the device would, which is how a simulated sensor takes its
     * time.
     */
    byte[] receive(byte[] bytes) throws InterruptedException;
}
