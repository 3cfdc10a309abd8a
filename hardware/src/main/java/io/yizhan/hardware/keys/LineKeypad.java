package io.yizhan.hardware.keys;

import io.yizhan.hardware.bus.InputLine;
import io.yizhan.hardware.bus.InputSource;
import io.yizhan.hardware.bus.LinkException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys on digital inputs, one line each. The bus' threads only enqueue edges; {@link #next} debounces them on the
 * thread of its caller, by the edges' own times, so a caller that comes late sees the same presses.
 *
 * <p>One press is one event, told 70 ms ({@link #TOGETHER} and twice {@link #SETTLE}) after its first edge: only then
 * is it sure that no other key was meant. A key that goes down while another one is held is refused alone; the earlier
 * one has counted.
 */
public final class LineKeypad implements Keypad {

    /** A contact that did not change for so long has stopped bouncing. */
    public static final Duration SETTLE = Duration.ofMillis(10);

    /** Two keys whose presses begin within this were pressed together: neither counts. */
    public static final Duration TOGETHER = Duration.ofMillis(50);

    /** Nobody holds a key so long on purpose. */
    public static final Duration STUCK_AFTER = Duration.ofSeconds(10);

    /** Edges that may wait; when more come (a caller that stalls, a line that rattles) the levels are read anew. */
    static final int EDGES_MAX = 4_096;

    /** No bus is later with an edge than this; an edge that says so has another clock. */
    private static final long LATE_NANOS_MAX = Duration.ofSeconds(1).toNanos();

    private static final Logger LOG = LoggerFactory.getLogger(LineKeypad.class);

    private final Map<String, InputLine> lines;
    private final BlockingQueue<Edge> edges = new ArrayBlockingQueue<>(EDGES_MAX);
    private final AtomicBoolean edgesLost = new AtomicBoolean();
    private final Queue<KeyEvent> events = new ArrayDeque<>();
    private final Debouncer debouncer;

    /** How late the newest edge came: those behind it may be as late, so until then nothing has settled. */
    private long lateNanos;

    private LineKeypad(Map<String, InputLine> lines, Debouncer debouncer) {
        this.lines = lines;
        this.debouncer = debouncer;
    }

    /**
     * Opens the lines, named by their keys, one after the other, and listens to them. When one fails, none stays open: a
     * line is given once, and the next attempt would find ours in its way.
     */
    public static LineKeypad openAll(Map<String, InputSource> sources) throws LinkException {
        Map<String, InputLine> lines = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, InputSource> source : sources.entrySet()) {
                lines.put(source.getKey(), source.getValue().open());
            }
        } catch (LinkException e) {
            lines.values().forEach(InputLine::close);
            throw e;
        }
        return open(lines);
    }

    /**
     * Listens to the lines, named by their keys, and owns them, also when it fails. A key that is down already counts
     * only as stuck.
     */
    public static LineKeypad open(Map<String, InputLine> lines) throws LinkException {
        return open(lines, STUCK_AFTER);
    }

    /** As {@link #open(Map)}, with another time after which a held key is stuck: at least a second. */
    public static LineKeypad open(Map<String, InputLine> lines, Duration stuckAfter) throws LinkException {
        Map<String, InputLine> ordered = new LinkedHashMap<>(lines);
        LineKeypad keypad = new LineKeypad(ordered, new Debouncer(ordered.keySet(), stuckAfter));
        ordered.forEach((key, line) -> line.onEdge((active, nanos) -> keypad.enqueue(key, active, nanos)));
        try {
            for (Map.Entry<String, InputLine> line : ordered.entrySet()) {
                if (line.getValue().active()) {
                    keypad.debouncer.heldAtStart(line.getKey(), System.nanoTime());
                }
            }
        } catch (LinkException e) {
            keypad.close();
            throw e;
        }
        return keypad;
    }

    @Override
    public Optional<KeyEvent> next(Duration timeout) throws LinkException, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            takeWaitingEdges();
            debouncer.advance(System.nanoTime() - lateNanos, events::add);
            KeyEvent event = events.poll();
            if (event != null) {
                return Optional.of(event);
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                for (InputLine line : lines.values()) {
                    var _ = line.active(); // one that went away is silent, and says so only when it is asked
                }
                return Optional.empty();
            }
            long due = debouncer.nanosUntilDue(System.nanoTime() - lateNanos);
            Edge edge = edges.poll(Math.min(left, due), TimeUnit.NANOSECONDS);
            if (edge != null) {
                take(edge);
            }
        }
    }

    @Override
    public void close() {
        lines.values().forEach(InputLine::close);
    }

    private void enqueue(String key, boolean active, long nanos) {
        if (!edges.offer(new Edge(key, active, nanos, System.nanoTime()))) {
            edgesLost.set(true);
        }
    }

    private void take(Edge edge) {
        lateNanos = Math.clamp(edge.arrived - edge.nanos, 0, LATE_NANOS_MAX);
        debouncer.edge(edge.key, edge.active, edge.nanos, events::add);
    }

    private void takeWaitingEdges() {
        for (Edge edge = edges.poll(); edge != null; edge = edges.poll()) {
            take(edge);
        }
        if (edgesLost.getAndSet(false)) {
            LOG.atWarn()
                    .addKeyValue("waiting_max", EDGES_MAX)
                    .log("edges of keys were lost: the levels are read anew; look for a line that rattles");
            lines.forEach(this::readLevel);
        }
    }

    private void readLevel(String key, InputLine line) {
        try {
            debouncer.edge(key, line.active(), System.nanoTime(), events::add);
        } catch (LinkException e) {
            LOG.atWarn().addKeyValue("key", key).setCause(e).log("a key's level cannot be read");
        }
    }

    private record Edge(String key, boolean active, long nanos, long arrived) {}
}
