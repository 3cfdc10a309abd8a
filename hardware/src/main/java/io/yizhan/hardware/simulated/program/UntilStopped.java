package io.yizhan.hardware.simulated.program;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program that only serves: it runs until Ctrl-C or a kill, and then closes what it opened. */
final class UntilStopped {

    private static final Logger LOG = LoggerFactory.getLogger(UntilStopped.class);

    private UntilStopped() {}

    /** @param opened closed in the reverse order, such as the link that a driver would find otherwise */
    static void serve(AutoCloseable... opened) throws InterruptedException {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform()
                        .name("closing")
                        .unstarted(() -> List.of(opened).reversed().forEach(UntilStopped::close)));
        new CountDownLatch(1).await();
    }

    private static void close(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception e) {
            LOG.atWarn().setCause(e).log("{} did not close", one);
        }
    }
}
