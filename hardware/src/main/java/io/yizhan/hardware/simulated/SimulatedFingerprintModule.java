package io.yizhan.hardware.simulated;

import java.io.IOException;
import java.nio.file.Path;

/** A fingerprint module of 200 slots behind its wire. Fingers are numbers. */
@SuppressWarnings("DoNotCallSuggester") // a first shape of the doors; the rooms follow
public final class SimulatedFingerprintModule implements SerialDevice {

    private SimulatedFingerprintModule() {}

    /** What goes wrong on the wire while it is switched on. */
    public enum Fault {
        BADSUM,
        DROP,
        NOISE,
        SILENT
    }

    /** How well the next touch comes out. */
    public enum Quality {
        GOOD,
        MESSY,
        FEW
    }

    /** A library that is lost at the end. */
    public static SimulatedFingerprintModule inMemory(double pace) {
        throw new UnsupportedOperationException("" + pace);
    }

    /** A library that is kept in a file. */
    public static SimulatedFingerprintModule keptIn(Path flash, double pace) throws IOException {
        throw new UnsupportedOperationException(flash + " " + pace);
    }

    public void lay(int finger) {
        throw new UnsupportedOperationException("" + finger);
    }

    public void lift() {
        throw new UnsupportedOperationException();
    }

    public void fault(Fault fault, boolean on) {
        throw new UnsupportedOperationException(fault + " " + on);
    }

    public void quality(Quality quality) {
        throw new UnsupportedOperationException("" + quality);
    }

    @Override
    public byte[] receive(byte[] bytes) throws InterruptedException {
        throw new UnsupportedOperationException();
    }
}
