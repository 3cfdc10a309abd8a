package io.yizhan.terminal.station;

import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.state.DeviceStatus.Condition;
import io.yizhan.protocol.state.DeviceStatus.Fault;
import io.yizhan.protocol.state.DeviceStatus.StationStatus;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps stations at work, each on a platform thread of its name: a loop that died by a bug of ours is started again
 * after a growing pause, and no station stops another.
 *
 * <pre>
 *   STARTING ──serving──► at work ──unchecked exception──► paused ──pause over──► STARTING
 *                            └────────────interrupt (stop)─────────────► ended
 * </pre>
 */
public final class Supervisor implements AutoCloseable {

    /** The first pause; it doubles with each death, and is the first again after {@link #QUIET}. */
    public static final Duration PAUSE_MIN = Duration.ofSeconds(1);

    public static final Duration PAUSE_MAX = Duration.ofSeconds(60);

    /** A loop that lived so long has recovered. */
    static final Duration QUIET = Duration.ofMinutes(5);

    private static final Duration STOP_MAX = Duration.ofSeconds(3);
    private static final String CRASHED = "crashed";
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    private final List<Station> stations;
    private final Duration pauseMin;
    private final Runnable onChange;
    private final Set<StationId> serving = ConcurrentHashMap.newKeySet();
    private volatile List<Thread> threads = List.of();

    /** @param onChange a station's condition is another one; may only enqueue */
    public Supervisor(List<Station> stations, Runnable onChange) {
        this(stations, PAUSE_MIN, onChange);
    }

    Supervisor(List<Station> stations, Duration pauseMin, Runnable onChange) {
        this.stations = List.copyOf(stations);
        this.pauseMin = pauseMin;
        this.onChange = onChange;
    }

    public void start() {
        threads = stations.stream()
                .map(station -> Thread.ofPlatform()
                        .name(station.kind().name().toLowerCase(Locale.ROOT) + " " + station.id())
                        .start(() -> keep(station)))
                .toList();
    }

    /** How each station is; any thread. */
    public List<StationStatus> status() {
        return stations.stream()
                .map(station -> {
                    List<Fault> faults = station.faults().now();
                    Boolean pad = station.hasPad() ? true : null;
                    return new StationStatus(
                            station.kind(), station.id(), condition(station, faults), faults, pad, station.capacity());
                })
                .toList();
    }

    /** Whether every station is kept; any thread. */
    public boolean alive() {
        return threads.stream().allMatch(Thread::isAlive);
    }

    /** Shows at every face which device this is; any thread. */
    public void identify(DeviceId device, Duration how) {
        List<Face> faces =
                stations.stream().flatMap(station -> station.faces().stream()).toList();
        faces.forEach(face -> face.hold(Words.identify(device)));
        Thread.ofVirtual().name("identify").start(() -> {
            try {
                Thread.sleep(how);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                faces.forEach(Face::release);
            }
        });
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        long deadline = System.nanoTime() + STOP_MAX.toNanos();
        for (Thread thread : threads) {
            try {
                thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            if (thread.isAlive()) {
                LOG.atWarn().addKeyValue("thread", thread.getName()).log("a station did not stop in time");
            }
        }
    }

    private Condition condition(Station station, List<Fault> faults) {
        if (!faults.isEmpty()) {
            return Condition.FAULT;
        }
        return serving.contains(station.id()) ? Condition.READY : Condition.STARTING;
    }

    private void keep(Station station) {
        Duration pause = pauseMin;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long began = System.nanoTime();
                if (!servedToTheEnd(station)) {
                    boolean recovered = System.nanoTime() - began > QUIET.toNanos();
                    pause = recovered ? pauseMin : pause;
                    Thread.sleep(pause);
                    pause = pause.multipliedBy(2).compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : pause.multipliedBy(2);
                }
            }
        } catch (InterruptedException stop) {
            LOG.atDebug().addKeyValue("station", station.id()).log("stopped");
        } finally {
            serving.remove(station.id());
        }
    }

    /** Whether it ended because it was told to. */
    private boolean servedToTheEnd(Station station) throws InterruptedException {
        try {
            station.serve(() -> {
                serving.add(station.id());
                station.faults().clear(Faults.STATION, CRASHED);
                onChange.run();
            });
            return true;
        } catch (RuntimeException bug) {
            serving.remove(station.id());
            LOG.atError().addKeyValue("station", station.id()).setCause(bug).log("a station's loop died of a bug");
            station.faults().raise(Faults.STATION, CRASHED, bug.getClass().getSimpleName() + ": " + bug.getMessage());
            return false;
        }
    }
}
