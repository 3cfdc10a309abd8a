package io.yizhan.terminal.station;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The sentence that a person sees at one spot of a station now: the reader's window, a kiosk's screen, a clerk's
 * display. Any thread may look; it never blocks.
 */
public final class Face {

    private static final Sentence NOTHING = new Sentence(Sentence.Tone.CALM, "", "");

    private final String spot;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private Sentence now = NOTHING;
    private @Nullable Sentence held;

    /** @param spot where, unique in the terminal: {@code reader-1}, {@code 3/clerk} */
    public Face(String spot) {
        this.spot = spot;
    }

    public String spot() {
        return spot;
    }

    public synchronized Sentence now() {
        return held == null ? now : held;
    }

    /** Hears each sentence on the thread of its station: it may only enqueue or note. */
    public void onChange(Listener listener) {
        listeners.add(listener);
    }

    /** Says it; a sentence for nobody in particular is news only once. */
    void say(Sentence sentence) {
        synchronized (this) {
            boolean noNews = sentence.equals(now) && sentence.tone() == Sentence.Tone.CALM;
            now = sentence;
            if (noNews || held != null) {
                return;
            }
        }
        tell(sentence);
    }

    /** Shows this and nothing else, until {@link #release}. */
    void hold(Sentence sentence) {
        synchronized (this) {
            held = sentence;
        }
        tell(sentence);
    }

    void release() {
        synchronized (this) {
            held = null;
        }
        tell(now());
    }

    private void tell(Sentence sentence) {
        listeners.forEach(listener -> listener.said(spot, sentence));
    }

    /** Hears what people are told. */
    @FunctionalInterface
    public interface Listener {
        void said(String spot, Sentence sentence);
    }
}
