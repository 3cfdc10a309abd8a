package io.yizhan.terminal.station;

import io.yizhan.hardware.keys.KeyEvent;
import io.yizhan.protocol.fact.Priority;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.terminal.uplink.ReplyPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What people and the hub want of a kiosk, in the order in which they said it. For any thread. */
final class KioskWishes {

    private static final int WAITING_MAX = 16;

    private final BlockingQueue<Wish> waiting = new ArrayBlockingQueue<>(WAITING_MAX);

    sealed interface Wish {
        record Choice(ServiceId service, Priority priority) implements Wish {}

        record Key(KeyEvent event) implements Wish {}

        record Again() implements Wish {}

        record Test(ReplyPath replies) implements Wish {}
    }

    /** False when too many wait already. */
    boolean add(Wish wish) {
        return waiting.offer(wish);
    }

    /** The next, waited for so long; null when none came. */
    @Nullable
    Wish next(Duration patience) throws InterruptedException {
        return waiting.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Drops what waits; the hub is told. */
    void forget() {
        List<Wish> left = new ArrayList<>();
        waiting.drainTo(left);
        for (Wish wish : left) {
            if (wish instanceof Wish.Test(ReplyPath replies)) {
                replies.failed("busy");
            }
        }
    }
}
