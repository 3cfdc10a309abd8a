package io.yizhan.terminal;

import io.yizhan.protocol.fact.Booted;
import io.yizhan.terminal.journal.Journal;
import io.yizhan.terminal.journal.JournalException;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records a start that the journal did not take, as soon as it takes something. */
final class LateStart implements AutoCloseable {

    private static final Duration TRY_EVERY = Duration.ofSeconds(3);
    private static final Logger LOG = LoggerFactory.getLogger(LateStart.class);

    private final Thread thread;

    LateStart(Journal journal, Supplier<Booted> fact) {
        thread = Thread.ofVirtual().name("late start").start(() -> record(journal, fact));
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private static void record(Journal journal, Supplier<Booted> fact) {
        try {
            boolean recorded = false;
            while (!recorded) {
                Thread.sleep(TRY_EVERY);
                recorded = isRecorded(journal, fact.get());
            }
        } catch (InterruptedException closing) {
            LOG.debug("the start stays unrecorded");
        }
    }

    private static boolean isRecorded(Journal journal, Booted fact) {
        try {
            journal.append(fact);
            return true;
        } catch (JournalException e) {
            LOG.debug("the start is not recorded yet: {}", e.getMessage());
            return false;
        }
    }
}
