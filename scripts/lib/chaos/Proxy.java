package chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The cable between one machine and the broker. It can be cut, which both ends see at once, and it can go dead
 * without a word, whole or in one direction, as behind a switch that lost its power: then both ends think that
 * they are connected.
 */
final class Proxy implements AutoCloseable {

    private static final int CHUNK_BYTES = 16 * 1024;
    private static final int CONNECT_MS = 2_000;

    /** What passes. */
    enum State {
        OPEN,
        /** Connections are reset, and new ones are too. */
        CUT,
        /** Nothing passes; what was sent waits. */
        DEAD,
        /** The broker hears, and is not heard. */
        DEAD_DOWN,
        /** The broker is heard, and hears nothing. */
        DEAD_UP
    }

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile State state = State.OPEN;

    /** @param target the broker's port on loopback */
    Proxy(int port, int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    synchronized void set(State wanted) {
        state = wanted;
        if (wanted == State.CUT) {
            resetAll();
        }
        notifyAll();
    }

    /** What waited in a dead cable is gone, and both ends learn it. */
    synchronized void healByReset() {
        resetAll();
        set(State.OPEN);
    }

    @Override
    public void close() throws IOException {
        server.close();
        resetAll();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                if (state == State.CUT) {
                    reset(near);
                } else {
                    Thread.ofVirtual().start(() -> join(near));
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void join(Socket near) {
        Socket far = new Socket();
        sockets.add(near);
        sockets.add(far);
        try {
            far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MS);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> pump(far, near, State.DEAD_DOWN));
            pump(near, far, State.DEAD_UP);
        } catch (IOException noBroker) {
            end(near, far);
        }
    }

    private void pump(Socket from, Socket to, State deaf) {
        byte[] chunk = new byte[CHUNK_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                waitWhileDead(deaf, from);
                out.write(chunk, 0, read);
            }
            waitWhileDead(deaf, from);
        } catch (IOException | InterruptedException over) {
            Thread.interrupted();
        }
        end(from, to);
    }

    private synchronized void waitWhileDead(State deaf, Socket from) throws InterruptedException {
        while ((state == State.DEAD || state == deaf) && !from.isClosed()) {
            wait();
        }
    }

    private void end(Socket one, Socket other) {
        for (Socket socket : new Socket[] {one, other}) {
            sockets.remove(socket);
            reset(socket);
        }
    }

    private synchronized void resetAll() {
        sockets.forEach(Proxy::reset);
        sockets.clear();
        notifyAll();
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (SocketException alreadyClosed) {
            return;
        }
        try {
            socket.close();
        } catch (IOException gone) {
            // It is what was wanted.
        }
    }
}
