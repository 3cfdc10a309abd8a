package io.yizhan.terminal.station;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.voice.Utterance;
import io.yizhan.hardware.voice.Voice;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Says one thing after another on a thread of its own, so that nobody waits for a sentence to end. When people come
 * faster than it speaks, the oldest sentence that waits is dropped: by then nobody stands there for it.
 */
final class Speaker implements AutoCloseable {

    private final BlockingQueue<Spoken> waiting;
    private final Attached<Voice> voice;
    private @Nullable Thread thread;

    /** @param waitingMax sentences that may wait */
    Speaker(Attached<Voice> voice, int waitingMax) {
        this.voice = voice;
        this.waiting = new ArrayBlockingQueue<>(waitingMax);
    }

    /** Starts the thread. */
    void start(String name) {
        thread = Thread.ofPlatform().name(name + " voice").daemon().start(this::speak);
    }

    /** Never waits. */
    void say(String text, Locale language) {
        Spoken spoken = new Spoken(text, language);
        while (!waiting.offer(spoken)) {
            waiting.poll();
        }
    }

    /** What waits to be said, in order. */
    List<String> waiting() {
        return waiting.stream().map(Spoken::text).toList();
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
                Spoken spoken = waiting.take();
                Voice open = voice.device().orElse(null);
                if (open == null) {
                    continue;
                }
                try {
                    open.say(Utterance.of(spoken.text, spoken.language));
                    voice.works();
                } catch (LinkException e) {
                    voice.broke(e);
                }
            }
        } catch (InterruptedException stop) {
            voice.close();
        }
    }

    private record Spoken(String text, Locale language) {}
}
