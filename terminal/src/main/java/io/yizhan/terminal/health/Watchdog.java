package io.yizhan.terminal.health;

import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd that this terminal is ready, and then that it is alive for as long as that is so: a process that hangs
 * is killed and started again. Without a systemd that asks for it, nothing happens.
 */
public final class Watchdog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    private final @Nullable ServiceSocket socket;
    private final Duration every;
    private final BooleanSupplier alive;
    private @Nullable Thread thread;

    /**
     * @param environment {@code NOTIFY_SOCKET} says where to tell; {@code WATCHDOG_USEC} how long systemd waits, µs
     * @param alive asked at twice that rate, on a thread of its own
     */
    public Watchdog(Map<String, String> environment, BooleanSupplier alive) {
        String path = environment.get("NOTIFY_SOCKET");
        socket = path == null || path.isEmpty() ? null : new ServiceSocket(path);
        every = Duration.ofNanos(Long.parseLong(environment.getOrDefault("WATCHDOG_USEC", "0")) * 1_000 / 2);
        this.alive = alive;
    }

    /** Everything works that can: systemd may start what waits for us. */
    public void ready() {
        if (socket == null) {
            return;
        }
        if (!socket.send("READY=1")) {
            LOG.atWarn().log("systemd does not hear that this terminal is ready");
        }
        if (every.isPositive()) {
            ServiceSocket told = socket;
            thread = Thread.ofVirtual().name("watchdog").start(() -> tell(told));
        }
    }

    /** Says that this process stops of its own will. */
    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
        }
        if (socket != null) {
            socket.send("STOPPING=1");
        }
    }

    private void tell(ServiceSocket told) {
        boolean wasAlive = true;
        try {
            while (true) {
                boolean isAlive = alive.getAsBoolean();
                if (isAlive) {
                    told.send("WATCHDOG=1");
                } else if (wasAlive) {
                    LOG.atError().log("this terminal hangs: systemd will start it again");
                }
                wasAlive = isAlive;
                Thread.sleep(every);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the end of the watch
        }
    }
}
