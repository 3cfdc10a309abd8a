package io.yizhan.hardware.simulated.program;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.yizhan.hardware.bus.InputLine;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.OutputLine;
import io.yizhan.hardware.bus.linux.TcpLines;
import io.yizhan.hardware.simulated.Witness;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys and lamps at a loopback TCP port, as {@link TcpLines} speaks. A line is one driver's until its connection ends;
 * then its outputs are inactive again. Bounces are sent when they happen, not before.
 */
final class LinePort implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LinePort.class);

    private final ServerSocket server;
    private final Map<String, InputLine> inputs;
    private final Map<String, OutputLine> outputs;
    private final Witness witness;
    private final Set<Socket> drivers = ConcurrentHashMap.newKeySet();
    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService bounces = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("contacts").factory());

    private LinePort(
            ServerSocket server, Map<String, InputLine> inputs, Map<String, OutputLine> outputs, Witness witness) {
        this.server = server;
        this.inputs = inputs;
        this.outputs = outputs;
        this.witness = witness;
    }

    /**
     * @param port 0 takes a free one
     * @param witness sees which lines drivers take and leave
     */
    static LinePort open(int port, Map<String, InputLine> inputs, Map<String, OutputLine> outputs, Witness witness)
            throws IOException {
        LinePort lines = new LinePort(ControlPort.bound("port of the lines", port), inputs, outputs, witness);
        Thread.ofPlatform().daemon().name("lines " + lines.port()).start(lines::accept);
        return lines;
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket driver : drivers) {
            driver.close();
        }
        bounces.shutdownNow();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket driver = server.accept();
                driver.setTcpNoDelay(true);
                Thread.ofVirtual().name("lines of " + driver.getPort()).start(() -> serve(driver));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    LOG.atWarn().setCause(e).log("port {} did not take a connection", port());
                }
            }
        }
    }

    private void serve(Socket socket) {
        drivers.add(socket);
        try (socket;
                Driver driver = new Driver(socket)) {
            driver.serve();
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("a driver went away");
        } finally {
            drivers.remove(socket);
        }
    }

    /** What one connection has taken. */
    private final class Driver implements AutoCloseable {
        private final InputStream in;
        private final OutputStream out;
        private final Map<String, AutoCloseable> own = new HashMap<>();

        Driver(Socket socket) throws IOException {
            in = socket.getInputStream();
            out = socket.getOutputStream();
        }

        void serve() throws IOException {
            for (String message = read(); message != null; message = read()) {
                String refusal = obey(message.split(" ", -1));
                if (refusal != null) {
                    LOG.atWarn().log("`{}` was refused: {}", message, refusal);
                    say("error: " + refusal);
                    return;
                }
            }
        }

        /** Null when it was done, else why not. */
        private @Nullable String obey(String[] words) throws IOException {
            if (words.length == 2 && words[0].equals("in")) {
                return take("in", words[1], inputs);
            }
            if (words.length == 3 && words[0].equals("out") && (words[2].equals("0") || words[2].equals("1"))) {
                String refusal = take("out", words[1], outputs);
                OutputLine line = outputs.get(words[1]);
                if (refusal == null && line != null) {
                    set(line, words[2].equals("1"));
                }
                return refusal;
            }
            return "expected: in NAME, or out NAME 0|1";
        }

        /** @param way a key and its lamp may have one name, and are two lines */
        private @Nullable String take(String way, String name, Map<String, ? extends AutoCloseable> known)
                throws IOException {
            AutoCloseable line = known.get(name);
            String place = way + " " + name;
            if (line == null) {
                return "no line " + name + " here; there are " + String.join(" ", known.keySet());
            }
            if (own.containsKey(place)) {
                return null;
            }
            if (!taken.add(place)) {
                return name + " is held by another connection";
            }
            own.put(place, line);
            if (line instanceof InputLine input) {
                hear(name, input);
            }
            witness.saw("line", place + " taken");
            return null;
        }

        private void hear(String name, InputLine input) throws IOException {
            try {
                say(name + (input.active() ? " 1 " : " 0 ") + System.nanoTime());
            } catch (LinkException e) {
                throw new IOException(e);
            }
            input.onEdge((active, nanos) -> {
                String level = name + (active ? " 1 " : " 0 ") + nanos;
                var _ = bounces.schedule(() -> tell(level), nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            });
        }

        private void tell(String level) {
            try {
                say(level);
            } catch (IOException e) {
                LOG.atDebug().setCause(e).log("an edge found no driver");
            }
        }

        private synchronized void say(String message) throws IOException {
            out.write((message + "\n").getBytes(US_ASCII));
            out.flush();
        }

        private @Nullable String read() throws IOException {
            StringBuilder message = new StringBuilder();
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\n') {
                    return message.toString();
                }
                if (message.append((char) b).length() >= TcpLines.MESSAGE_BYTES_MAX) {
                    throw new IOException("a message over " + TcpLines.MESSAGE_BYTES_MAX + " bytes");
                }
            }
            return null;
        }

        @Override
        public void close() throws IOException {
            for (Map.Entry<String, AutoCloseable> line : own.entrySet()) {
                switch (line.getValue()) {
                    case InputLine input -> input.close();
                    case OutputLine output -> set(output, false);
                    default -> throw new IllegalStateException("no line: " + line.getKey());
                }
                taken.remove(line.getKey());
                witness.saw("line", line.getKey() + " free");
            }
        }
    }

    private static void set(OutputLine line, boolean active) throws IOException {
        try {
            line.set(active);
        } catch (LinkException e) {
            throw new IOException(e);
        }
    }
}
