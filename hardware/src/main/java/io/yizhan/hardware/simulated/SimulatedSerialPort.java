package io.yizhan.hardware.simulated;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A serial device as the operating system shows one: a path that a driver opens, with a simulated device behind it.
 * Drivers may come and go.
 */
public final class SimulatedSerialPort implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedSerialPort.class);

    /** How often the pump looks whether it should end. */
    private static final int LOOK_MS = 100;

    private final Pty pty;
    private final SerialDevice device;
    private final Path path;
    private final Thread pump;

    private SimulatedSerialPort(Pty pty, SerialDevice device, Path path) {
        this.pty = pty;
        this.device = device;
        this.path = path;
        this.pump = Thread.ofPlatform().daemon().name("pump " + path).unstarted(this::pump);
    }

    /** At whatever path the system gives. */
    public static SimulatedSerialPort open(SerialDevice device) throws IOException {
        return start(device, null);
    }

    /**
     * @param link where a link to the device is made, for a driver that knows a fixed path; it is removed at the end
     */
    public static SimulatedSerialPort open(SerialDevice device, Path link) throws IOException {
        return start(device, link);
    }

    private static SimulatedSerialPort start(SerialDevice device, @Nullable Path link) throws IOException {
        Pty pty = Pty.open(link);
        SimulatedSerialPort port = new SimulatedSerialPort(pty, device, link == null ? pty.device() : link);
        port.pump.start();
        return port;
    }

    /** What a driver opens. */
    public Path path() {
        return path;
    }

    /** Takes the device away, as if its plug were pulled. */
    @Override
    public void close() {
        pump.interrupt();
        try {
            pump.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The pump alone touches the terminal, to its end: a descriptor closed under a thread that reads could be
     * another's.
     */
    private void pump() {
        try (pty) {
            while (!Thread.currentThread().isInterrupted()) {
                Optional<byte[]> arrived = pty.read(LOOK_MS);
                pty.write(device.unasked());
                if (arrived.isPresent() && understood()) {
                    pty.write(device.receive(arrived.get()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // close() asked for it
        } catch (IOException e) {
            LOG.atError().setCause(e).log("the simulated device at {} stopped", path);
        }
    }

    private boolean understood() throws IOException {
        return device.baud() == SerialDevice.ANY_BAUD || device.baud() == pty.baud();
    }
}
