package io.yizhan.hub.report;

import io.yizhan.hub.book.RuleBrokenException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the bulletins of a month, one agency after another, on a thread of its own: it goes on when the page that
 * began it is closed, and can be stopped between two agencies. One round at a time; for any thread.
 */
public final class PublishingRound implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PublishingRound.class);

    private final Publishing publishing;
    private @Nullable Progress progress;
    private @Nullable Thread thread;
    private boolean stopped;

    public PublishingRound(Publishing publishing) {
        this.publishing = publishing;
    }

    /**
     * How far the newest round is.
     *
     * @param all agencies of the round
     * @param done of which the outcome is known
     * @param refused what was not published, and why
     * @param running whether it goes on
     */
    public record Progress(YearMonth month, int all, int done, int published, List<Refused> refused, boolean running) {

        public Progress {
            refused = List.copyOf(refused);
        }

        private Progress then(Draft draft, Optional<RuleBrokenException> refusal) {
            List<Refused> more = new ArrayList<>(refused);
            refusal.ifPresent(why -> more.add(new Refused(draft.agencyName(), why)));
            return new Progress(month, all, done + 1, published + (refusal.isEmpty() ? 1 : 0), more, running);
        }

        private Progress ended() {
            return new Progress(month, all, done, published, refused, false);
        }
    }

    /** An agency whose bulletin was not published. */
    public record Refused(String agency, RuleBrokenException why) {}

    /** Empty until a round was begun. */
    public synchronized Optional<Progress> progress() {
        return Optional.ofNullable(progress);
    }

    /**
     * Begins a round over the agencies that have no bulletin of this month yet.
     *
     * @return false when one is under way
     */
    public synchronized boolean begin(YearMonth month, List<Draft> drafts, String by) {
        if (thread != null) {
            return false;
        }
        stopped = false;
        progress = new Progress(month, drafts.size(), 0, 0, List.of(), true);
        List<Draft> all = List.copyOf(drafts);
        thread = Thread.ofVirtual().name("publishing").start(() -> run(all, by));
        return true;
    }

    /** Stops after the agency that is at work now. */
    public synchronized void stop() {
        stopped = true;
    }

    private void run(List<Draft> drafts, String by) {
        try {
            for (Draft draft : drafts) {
                if (isStopped()) {
                    break;
                }
                note(draft, publishing.publish(draft.agency(), draft.month(), false, by));
            }
        } catch (RuntimeException e) {
            LOG.error("the round of bulletins broke off", e);
        } finally {
            end();
        }
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    private synchronized void note(Draft draft, Optional<RuleBrokenException> refusal) {
        if (progress != null) {
            progress = progress.then(draft, refusal);
        }
    }

    private synchronized void end() {
        if (progress != null) {
            progress = progress.ended();
        }
        thread = null;
    }

    @Override
    public void close() {
        stop();
        Thread running;
        synchronized (this) {
            running = thread;
        }
        try {
            if (running != null) {
                running.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
