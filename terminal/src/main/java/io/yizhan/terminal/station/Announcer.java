package io.yizhan.terminal.station;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.voice.Utterance;
import io.yizhan.hardware.voice.Voice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Says one announcement after another on a thread of its own: all of its languages, then the next. A call goes before
 * a recall, otherwise the first comes first. When more wait than may, the oldest of the least urgent is dropped; whom
 * nobody waits for any more when it is his turn is not said.
 *
 * <p>What is being said can be shown: it is {@link #now} from the moment at which the voice begins. Where nothing can
 * be heard, in quiet hours, without a voice or with a broken one, it stands for {@link #SHOWN_MIN}.
 */
final class Announcer implements AutoCloseable {

    /** Time to look up and read a caption. */
    static final Duration SHOWN_MIN = Duration.ofSeconds(3);

    private final Attached<Voice> voice;
    private final int waitingMax;
    private final Wishes wishes;
    private final List<Announcement> waiting = new ArrayList<>();
    private @Nullable Announcement now;
    private @Nullable Thread thread;

    /**
     * What the announcer asks and tells; on its own thread.
     *
     * @param quiet whether nothing may be heard now
     * @param wanted whether this is still to be said
     * @param changed {@link #now} is another one; may only enqueue
     */
    record Wishes(BooleanSupplier quiet, Predicate<Announcement> wanted, Runnable changed) {}

    /** @param waitingMax announcements that may wait */
    Announcer(Attached<Voice> voice, int waitingMax, Wishes wishes) {
        this.voice = voice;
        this.waitingMax = waitingMax;
        this.wishes = wishes;
    }

    /** Starts the thread. */
    void start(String name) {
        thread = Thread.ofPlatform().name(name + " voice").daemon().start(this::speak);
    }

    /** Never waits. */
    synchronized void announce(Announcement announcement) {
        waiting.add(announcement);
        waiting.sort(Comparator.comparing(Announcement::urgency));
        if (waiting.size() > waitingMax) {
            Announcement.Urgency least = waiting.getLast().urgency();
            waiting.remove(waiting.stream()
                    .filter(one -> one.urgency() == least)
                    .findFirst()
                    .orElseThrow());
        }
        notifyAll();
    }

    /** What is being said, or shown in its place. */
    synchronized Optional<Announcement> now() {
        return Optional.ofNullable(now);
    }

    /** What waits, in its order. */
    synchronized List<Announcement> waiting() {
        return List.copyOf(waiting);
    }

    @Override
    public void close() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    private void speak() {
        try {
            while (true) {
                Announcement next = take();
                if (!wishes.wanted.test(next)) {
                    continue;
                }
                set(next);
                long began = System.nanoTime();
                if (!wishes.quiet.getAsBoolean()) {
                    say(next.utterances());
                }
                Duration left = SHOWN_MIN.minusNanos(System.nanoTime() - began);
                if (left.isPositive()) {
                    Thread.sleep(left);
                }
                set(null);
            }
        } catch (InterruptedException stop) {
            voice.close();
        }
    }

    private void say(List<Utterance> utterances) throws InterruptedException {
        for (Utterance utterance : utterances) {
            Voice open = voice.device().orElse(null);
            if (open == null) {
                return;
            }
            try {
                open.say(utterance);
                voice.works();
            } catch (LinkException e) {
                voice.broke(e);
                return;
            }
        }
    }

    private synchronized Announcement take() throws InterruptedException {
        while (waiting.isEmpty()) {
            wait();
        }
        return waiting.removeFirst();
    }

    private void set(@Nullable Announcement announcement) {
        synchronized (this) {
            now = announcement;
        }
        wishes.changed.run();
    }
}
