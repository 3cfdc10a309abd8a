package io.yizhan.hardware.simulated;

import io.yizhan.hardware.voice.Utterance;
import io.yizhan.hardware.voice.Voice;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A voice that nobody hears: what it said can be read. */
public final class SimulatedSpeaker implements Voice {

    private final Witness witness;
    private final Duration pace;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /** Says everything at once. */
    public SimulatedSpeaker(Witness witness) {
        this(witness, Duration.ZERO);
    }

    /** Takes {@code pace} for each character; a person speaks about four of them a second. */
    public SimulatedSpeaker(Witness witness, Duration pace) {
        if (pace.isNegative()) {
            throw new IllegalArgumentException("a pace of " + pace + " a character is less than none");
        }
        this.witness = witness;
        this.pace = pace;
    }

    /** Hears each sentence when it has been said, on the thread that speaks. */
    public void onSaid(Listener listener) {
        listeners.add(listener);
    }

    @Override
    public void say(Utterance utterance) throws InterruptedException {
        String text = utterance.text();
        Thread.sleep(pace.multipliedBy(text.codePointCount(0, text.length())));
        witness.saw("speaker", text);
        listeners.forEach(listener -> listener.said(text, utterance.language()));
    }

    @Override
    public void close() {}

    /** Hears what is said. */
    @FunctionalInterface
    public interface Listener {
        void said(String text, Locale language);
    }
}
