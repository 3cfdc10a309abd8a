package io.yizhan.terminal.station;

import io.yizhan.terminal.station.CounterMemory.Serving;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the clerk's display and the strip above a counter show: an answer for a moment, else what is so. */
final class CounterFaces {

    /** How long an answer to the clerk stands before the standing sentence is back. */
    static final Duration ANSWER = Duration.ofSeconds(4);

    private final String counter;
    private final Face clerk;
    private final Face display;
    private final Signboard strip;
    private long calmAtNanos = System.nanoTime();

    CounterFaces(String counter, Face clerk, Face display, Signboard strip) {
        this.counter = counter;
        this.clerk = clerk;
        this.display = display;
        this.strip = strip;
    }

    void tell(Outcome outcome) {
        switch (outcome) {
            case Outcome.Done(Sentence words) -> tell(words);
            case Outcome.AsItWas(Sentence words) -> tell(words);
            case Outcome.Refused(String _, Sentence words) -> tell(words);
            case Outcome.Asked _ -> tell(CounterWords.calling());
            // The recorder has told it.
            case Outcome.NotRecorded _ -> calmAtNanos = System.nanoTime() + ANSWER.toNanos();
        }
    }

    void tell(Sentence sentence) {
        clerk.say(sentence);
        calmAtNanos = System.nanoTime() + ANSWER.toNanos();
    }

    /** Says what is so where nobody was just answered. */
    void settle(CounterMemory memory, boolean asking, SignInPad pad, Optional<Sentence> trouble) {
        if (System.nanoTime() - calmAtNanos >= 0 && !pad.begun()) {
            Sentence standing = trouble.orElseGet(() -> standing(memory, asking, pad));
            if (!standing.equals(clerk.now())) {
                clerk.say(standing);
            }
        }
        Sentence shown = shown(memory);
        if (!shown.equals(display.now())) {
            display.say(shown);
            strip.show(List.of(List.of(shown.zh())));
        }
    }

    private static Sentence standing(CounterMemory memory, boolean asking, SignInPad pad) {
        Serving serving = memory.serving();
        if (memory.staff() == null) {
            return pad.prompt();
        }
        if (memory.paused()) {
            return CounterWords.paused();
        }
        if (memory.rating() != null) {
            return CounterWords.ratingStarted();
        }
        if (asking) {
            return CounterWords.calling();
        }
        return serving == null || serving.finished()
                ? CounterWords.ready()
                : CounterWords.called(serving.ticket(), serving.service(), serving.locally());
    }

    private Sentence shown(CounterMemory memory) {
        Serving serving = memory.serving();
        if (memory.staff() == null || memory.paused()) {
            return CounterWords.counterPaused();
        }
        return serving == null || serving.finished()
                ? CounterWords.welcome(counter)
                : CounterWords.shown(serving.ticket(), serving.service());
    }
}
