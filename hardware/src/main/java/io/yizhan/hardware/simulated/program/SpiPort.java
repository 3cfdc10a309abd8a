package io.yizhan.hardware.simulated.program;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.SpiLink;
import io.yizhan.hardware.bus.linux.TcpSpi;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes SPI frames at a loopback TCP port, as {@link TcpSpi} sends them; one driver at a time, the next one waits. */
final class SpiPort implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpiPort.class);

    private final ServerSocket server;
    private final SpiLink device;

    private SpiPort(ServerSocket server, SpiLink device) {
        this.server = server;
        this.device = device;
    }

    /** @param port 0 takes a free one */
    static SpiPort open(int port, SpiLink device) throws IOException {
        SpiPort spi = new SpiPort(ControlPort.bound("SPI port", port), device);
        Thread.ofPlatform().daemon().name("spi " + spi.port()).start(spi::serve);
        return spi;
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket driver = server.accept()) {
                driver.setTcpNoDelay(true);
                take(driver);
            } catch (EOFException | SocketException e) {
                LOG.debug("a driver went away", e);
            } catch (IOException e) {
                LOG.warn("the SPI port {} lost its driver", port(), e);
            }
        }
    }

    private void take(Socket driver) throws IOException {
        DataInputStream in = new DataInputStream(driver.getInputStream());
        while (!server.isClosed()) {
            byte[] frame = new byte[in.readUnsignedShort()];
            in.readFully(frame);
            driver.getOutputStream().write(new byte[] {answer(frame)});
        }
    }

    private byte answer(byte[] frame) {
        try {
            device.write(frame);
            return TcpSpi.TAKEN;
        } catch (LinkException e) {
            LOG.warn("{}", e.getMessage());
            return TcpSpi.REFUSED;
        }
    }
}
