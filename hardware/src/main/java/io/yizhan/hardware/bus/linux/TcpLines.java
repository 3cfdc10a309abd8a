package io.yizhan.hardware.bus.linux;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.yizhan.hardware.bus.ByteLink;
import io.yizhan.hardware.bus.InputLine;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.LinkException.Kind;
import io.yizhan.hardware.bus.OutputLine;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Input and output lines over TCP, to simulated keys and lamps: the kernel's lines have no pseudo device that both ends
 * could open. Each message is a line of ASCII that ends with LF:
 *
 * <pre>
 *   to the far end    in NAME         takes an input for this connection alone, and is answered with its level
 *                     out NAME 1      takes an output, if it is not this one's already, and makes it active; 0 inactive
 *   from there        NAME 1 NANOS    the input's level, and then each raw edge: 1 active, 0 not; when it was, by this
 *                                     machine's CLOCK_MONOTONIC, so that a busy machine makes no press shorter
 *                     error: WHY      a line that it does not have, or that is another's; then it ends the connection
 * </pre>
 *
 * The lines of one connection are closed together.
 */
public final class TcpLines implements AutoCloseable {

    /** Longest message that can be said, LF included. */
    public static final int MESSAGE_BYTES_MAX = 256;

    private static final Pattern LEVEL = Pattern.compile("(\\S{1,200}) ([01]) (-?[0-9]{1,18})");

    /** The far end is a program of this machine, and that may be busy with much else. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    private static final Duration SLICE = Duration.ofMillis(500);

    private final ByteLink link;
    private final Map<String, Input> inputs = new ConcurrentHashMap<>();
    private volatile @Nullable LinkException broken;
    private volatile boolean closed;

    private TcpLines(ByteLink link) {
        this.link = link;
    }

    /** @param link owned by this */
    public static TcpLines over(ByteLink link) {
        TcpLines lines = new TcpLines(link);
        Thread.ofPlatform().daemon().name("lines " + link.name()).start(lines::listen);
        return lines;
    }

    /** Takes an input. */
    public InputLine input(String name) throws LinkException {
        Input input = new Input(name);
        inputs.put(name, input);
        say("in " + name);
        input.awaitLevel();
        return input;
    }

    /** An output, taken when it is first set. */
    public OutputLine output(String name) {
        return new Output(name);
    }

    @Override
    public void close() {
        closed = true;
        link.close();
    }

    private void say(String message) throws LinkException {
        refuseWhenBroken();
        link.write((message + "\n").getBytes(US_ASCII));
    }

    private void refuseWhenBroken() throws LinkException {
        LinkException failure = broken;
        if (failure != null) {
            throw new LinkException(failure.kind(), String.valueOf(failure.getMessage()), failure);
        }
    }

    private void listen() {
        byte[] bytes = new byte[MESSAGE_BYTES_MAX];
        StringBuilder message = new StringBuilder();
        try {
            while (!closed) {
                int count = link.read(bytes, 0, bytes.length, SLICE);
                for (int i = 0; i < count; i++) {
                    if (bytes[i] == '\n') {
                        heard(message.toString());
                        message.setLength(0);
                    } else if (message.append((char) (bytes[i] & 0xFF)).length() >= MESSAGE_BYTES_MAX) {
                        throw garbled("a message over " + MESSAGE_BYTES_MAX + " bytes");
                    }
                }
            }
        } catch (LinkException e) {
            broken = e;
            link.close();
            inputs.values().forEach(input -> input.known.countDown());
        }
    }

    private void heard(String message) throws LinkException {
        if (message.startsWith("error: ")) {
            throw new LinkException(Kind.BUSY, link.name() + " refused: " + message.substring("error: ".length()));
        }
        Matcher level = LEVEL.matcher(message);
        Input input = level.matches() ? inputs.get(level.group(1)) : null;
        if (input == null) {
            throw garbled("`" + message + "`");
        }
        input.is(level.group(2).equals("1"), Long.parseLong(level.group(3)));
    }

    private LinkException garbled(String what) {
        return new LinkException(
                Kind.GARBLED,
                link.name() + " sent " + what + ", expected the level of a line: is it scripts/simulate keys?");
    }

    private final class Input implements InputLine {
        private final String key;
        private final CountDownLatch known = new CountDownLatch(1);
        private volatile boolean active;
        private volatile @Nullable EdgeListener listener;

        Input(String key) {
            this.key = key;
        }

        @Override
        public String name() {
            return key + " of " + link.name();
        }

        @Override
        public boolean active() throws LinkException {
            refuseWhenBroken();
            return active;
        }

        @Override
        public void onEdge(EdgeListener edges) {
            if (listener != null) {
                throw new IllegalStateException(name() + " has its listener already: a press would count twice");
            }
            listener = edges;
        }

        @Override
        public void close() {
            TcpLines.this.close();
        }

        void is(boolean now, long nanos) {
            active = now;
            known.countDown();
            EdgeListener hears = listener;
            if (hears != null) {
                hears.edge(now, nanos);
            }
        }

        void awaitLevel() throws LinkException {
            try {
                boolean answered = known.await(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
                refuseWhenBroken();
                if (!answered) {
                    throw new LinkException(
                            Kind.SILENT,
                            name() + " was not answered within " + ANSWER_WITHIN.toMillis()
                                    + " ms: is it scripts/simulate keys?");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LinkException(Kind.FAILED, "the opening of " + name() + " was interrupted by a stop", e);
            }
        }
    }

    private final class Output implements OutputLine {
        private final String lamp;

        Output(String lamp) {
            this.lamp = lamp;
        }

        @Override
        public String name() {
            return lamp + " of " + link.name();
        }

        @Override
        public void set(boolean active) throws LinkException {
            say("out " + lamp + (active ? " 1" : " 0"));
        }

        @Override
        public void close() {
            TcpLines.this.close();
        }
    }
}
