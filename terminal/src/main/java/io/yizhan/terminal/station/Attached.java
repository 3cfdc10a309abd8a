package io.yizhan.terminal.station;

import io.yizhan.hardware.bus.LinkException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A device that may be unplugged, silent or broken: opened when it is wanted, again after each break with a growing
 * pause, a fault from the first failure to the first success. One thread owns it.
 *
 * @param <D> a driver
 */
public final class Attached<D extends AutoCloseable> {

    /** The first pause after a break; it doubles with each. */
    static final Duration PAUSE_MIN = Duration.ofMillis(500);

    /** A technician who plugs it in again waits no longer than this. */
    static final Duration PAUSE_MAX = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(Attached.class);

    private final String part;
    private final Opener<D> opener;
    private final Faults faults;
    private @Nullable D open;
    private Duration pause = PAUSE_MIN;
    private long retryAtNanos = System.nanoTime();

    /** @param part how the fault is named: {@code sensor}, {@code printer} */
    public Attached(String part, Opener<D> opener, Faults faults) {
        this.part = part;
        this.opener = opener;
        this.faults = faults;
    }

    /** The device; empty while it is broken and its next attempt is not due. */
    Optional<D> device() throws InterruptedException {
        D already = open;
        if (already != null) {
            return Optional.of(already);
        }
        if (System.nanoTime() - retryAtNanos < 0) {
            return Optional.empty();
        }
        try {
            D fresh = opener.open();
            open = fresh;
            return Optional.of(fresh);
        } catch (LinkException e) {
            broke(e);
            return Optional.empty();
        }
    }

    /** It did what it was asked for. */
    void works() {
        pause = PAUSE_MIN;
        for (LinkException.Kind kind : LinkException.Kind.values()) {
            faults.clear(part, word(kind));
        }
    }

    /** Its wire broke: it is let go, and opened again after a pause. */
    void broke(LinkException why) {
        close();
        retryAtNanos = System.nanoTime() + pause.toNanos();
        pause = pause.multipliedBy(2).compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : pause.multipliedBy(2);
        faults.raise(part, word(why.kind()), why.getMessage());
    }

    void close() {
        D old = open;
        open = null;
        if (old == null) {
            return;
        }
        try {
            old.close();
        } catch (Exception e) {
            LOG.atDebug().addKeyValue("part", part).setCause(e).log("a device did not close");
        }
    }

    private static String word(LinkException.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** Opens a device. */
    @FunctionalInterface
    public interface Opener<D> {
        D open() throws LinkException, InterruptedException;
    }
}
