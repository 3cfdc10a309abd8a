package io.yizhan.protocol.link;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * A port in front of a broker that lives in this process, so that it can die and hang as a process of its own does:
 * what stands before the door is cut or gets no answer, whatever the broker behind it does.
 */
final class Door implements AutoCloseable {

    private static final int BUFFER_BYTES = 8 * 1024;
    private static final int WAITING_MAX = 50;

    private final int behind;
    private final ServerSocket front;
    private final List<Socket> sockets = new ArrayList<>(); // this and the next two under the monitor
    private boolean frozen;
    private boolean closed;

    Door(int port, int behind) throws IOException {
        this.behind = behind;
        this.front = new ServerSocket();
        front.setReuseAddress(true);
        front.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), WAITING_MAX);
        Thread.ofVirtual().name("door").start(this::welcome);
    }

    int port() {
        return front.getLocalPort();
    }

    /** Bytes stay where they are; a new connection waits too, as before a process that is stopped. */
    synchronized void freeze() {
        frozen = true;
    }

    synchronized void thaw() {
        frozen = false;
        notifyAll();
    }

    /** Cuts all connections with a reset; the broker's farewell reaches nobody. */
    @Override
    public void close() {
        List<Socket> open;
        synchronized (this) {
            closed = true;
            frozen = false;
            notifyAll();
            open = List.copyOf(sockets);
        }
        end(front);
        open.forEach(Door::reset);
    }

    private void welcome() {
        while (true) {
            try {
                Socket client = front.accept();
                Socket broker = new Socket(InetAddress.getLoopbackAddress(), behind);
                client.setTcpNoDelay(true);
                broker.setTcpNoDelay(true);
                if (!keeps(client, broker)) {
                    return;
                }
                Thread.ofVirtual().name("door in").start(() -> carry(client, broker));
                Thread.ofVirtual().name("door out").start(() -> carry(broker, client));
            } catch (IOException closing) {
                return;
            }
        }
    }

    private synchronized boolean keeps(Socket client, Socket broker) {
        if (closed) {
            reset(client);
            reset(broker);
            return false;
        }
        sockets.add(client);
        sockets.add(broker);
        return true;
    }

    private void carry(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0 && mayPass(); read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
            if (mayPass()) {
                to.shutdownOutput();
            }
        } catch (IOException | InterruptedException cut) {
            reset(from);
            reset(to);
        }
    }

    /** Waits while it is frozen. */
    private synchronized boolean mayPass() throws InterruptedException {
        while (frozen) {
            wait();
        }
        return !closed;
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException closedAlready) {
            return;
        }
        end(socket);
    }

    private static void end(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
