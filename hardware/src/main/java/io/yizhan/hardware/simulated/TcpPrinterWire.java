package io.yizhan.hardware.simulated;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A TCP port of loopback, as printers have at 9100. A second connection is broken off while the first is there. */
final class TcpPrinterWire implements PrinterWire {

    /** So long a new client waits for an old one to go: one that hangs up and calls again is not refused. */
    private static final long GRACE_MS = 500;

    private static final Logger LOG = LoggerFactory.getLogger(TcpPrinterWire.class);

    private final Semaphore free = new Semaphore(1);
    private int port;
    private volatile @Nullable ServerSocket server;
    private volatile @Nullable Socket client;
    private volatile boolean isPowered = true;

    /** @param port 0 takes a free one when it is plugged in for the first time, and keeps it */
    TcpPrinterWire(int port) {
        this.port = port;
    }

    int port() {
        return port;
    }

    @Override
    public String place() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void plug(Session printer) throws IOException {
        ServerSocket opened = new ServerSocket(port, 8, InetAddress.getLoopbackAddress());
        port = opened.getLocalPort();
        server = opened;
        Thread.ofVirtual().name("simulated-printer " + port).start(() -> accept(opened, printer));
    }

    @Override
    public void unplug() {
        ServerSocket open = server;
        server = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.atDebug().setCause(e).log("the simulated printer's port did not close");
            }
        }
        hangUp();
    }

    /** Each new connection breaks at once. */
    @Override
    public void losePower() {
        isPowered = false;
        hangUp();
    }

    @Override
    public void regainPower(Session printer) {
        isPowered = true;
    }

    private void hangUp() {
        Socket open = client;
        if (open != null) {
            close(open);
        }
    }

    private void accept(ServerSocket at, Session printer) {
        while (!at.isClosed()) {
            try {
                Socket accepted = at.accept();
                if (isPowered && free.tryAcquire(GRACE_MS, TimeUnit.MILLISECONDS)) {
                    client = accepted;
                    Thread.ofVirtual()
                            .name("simulated-printer " + port + " client")
                            .start(() -> serve(accepted, printer));
                } else {
                    accepted.setSoLinger(true, 0); // a reset, not a polite end
                    close(accepted);
                }
            } catch (IOException e) {
                LOG.atDebug().setCause(e).log("a client of the simulated printer did not come through");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void serve(Socket accepted, Session printer) {
        try (accepted) {
            accepted.setTcpNoDelay(true);
            printer.serve(accepted.getInputStream(), accepted.getOutputStream());
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("a client of the simulated printer went away");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            client = null;
            free.release();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("a client's socket did not close");
        }
    }
}
