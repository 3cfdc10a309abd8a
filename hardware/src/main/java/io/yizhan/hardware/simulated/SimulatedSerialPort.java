package io.yizhan.hardware.simulated;

import java.io.IOException;
import java.nio.file.Path;

/** A serial device as the operating system shows one: a path that a driver opens, with a simulated device behind it. */
@SuppressWarnings("DoNotCallSuggester") // a first shape of the doors; the rooms follow
public final class SimulatedSerialPort implements AutoCloseable {

    private SimulatedSerialPort() {}

    public static SimulatedSerialPort open(SerialDevice device) throws IOException {
        throw new UnsupportedOperationException("" + device);
    }

    /** @param link where a link to the device is made, for a driver that knows a fixed path */
    public static SimulatedSerialPort open(SerialDevice device, Path link) throws IOException {
        throw new UnsupportedOperationException(device + " " + link);
    }

    /** What a driver opens. */
    public Path path() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
