package io.yizhan.hardware.simulated.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a simulated device's orders as lines on a loopback TCP port, and answers each with one line: {@code ok}, or
 * {@code error: } and what is allowed. Try it with {@code nc 127.0.0.1 PORT}.
 */
public final class ControlPort implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ControlPort.class);

    private final ServerSocket server;
    private final Orders orders;

    private ControlPort(ServerSocket server, Orders orders) {
        this.server = server;
        this.orders = orders;
    }

    /** Obeys one line, its words already split at blanks. Called by several connections at once. */
    @FunctionalInterface
    public interface Orders {
        void obey(String[] words) throws RefusedException;
    }

    /** An order that the device does not know: the message names what it would take. */
    public static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        public RefusedException(String message) {
            super(message);
        }
    }

    /** @param port 0 takes a free one */
    public static ControlPort open(int port, Orders orders) throws IOException {
        ControlPort control = new ControlPort(bound("control port", port), orders);
        Thread.ofVirtual().name("control " + control.port()).start(control::accept);
        return control;
    }

    public int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** A loopback port; 0 takes a free one. {@code what} is its name in a refusal. */
    static ServerSocket bound(String what, int port) throws IOException {
        try {
            return new ServerSocket(port, 0, InetAddress.getLoopbackAddress());
        } catch (BindException e) {
            throw new IOException(what + " " + port + " is taken on 127.0.0.1; give another, or 0 for a free one", e);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().name("control client " + client.getPort()).start(() -> serve(client));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    LOG.atWarn().setCause(e).log("control port {} did not take a connection", port());
                }
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
            OutputStream out = client.getOutputStream();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.write((answer(orders, line.strip()) + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("a control client went away");
        }
    }

    /** What is said to one line. */
    static String answer(Orders orders, String line) {
        try {
            orders.obey(line.split("\\s+"));
            return "ok";
        } catch (RefusedException e) {
            return "error: " + e.getMessage();
        }
    }
}
