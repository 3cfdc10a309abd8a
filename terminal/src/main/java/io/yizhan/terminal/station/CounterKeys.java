package io.yizhan.terminal.station;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.command.Counter.Action;
import io.yizhan.protocol.fact.RatingGiven;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The names of a counter's keys and lamps. */
public final class CounterKeys {

    /** Ends a number. */
    public static final String ENTER = "enter";

    /** Takes a number back. */
    public static final String CLEAR = "clear";

    private static final List<Action> ACTIONS = List.of(
            Action.SIGN_OUT,
            Action.NEXT,
            Action.RECALL,
            Action.NO_SHOW,
            Action.FINISH,
            Action.START_RATING,
            Action.PAUSE);

    /** The clerk's: the number pad, and a key for each action. */
    public static final List<String> CLERK = clerk();

    /** The citizen's: {@code rate-1} to {@code rate-5}; each has a lamp of its name. */
    public static final List<String> EVALUATOR = IntStream.rangeClosed(RatingGiven.LEVEL_MIN, RatingGiven.LEVEL_MAX)
            .mapToObj(CounterKeys::rate)
            .toList();

    private CounterKeys() {}

    /** The citizen's key of this level. */
    public static String rate(int level) {
        return "rate-" + level;
    }

    /** The level of a citizen's key. */
    static int levelOf(String key) {
        return Integer.parseInt(key.substring(key.length() - 1));
    }

    /** The pin of a lamp in the settings. */
    public static String lampPin(String key) {
        return "lamp-" + key;
    }

    /** Every pin that a counter may have. */
    public static List<String> pinNames() {
        return Stream.of(CLERK.stream(), EVALUATOR.stream(), EVALUATOR.stream().map(CounterKeys::lampPin))
                .flatMap(names -> names)
                .toList();
    }

    /** What a clerk's key does; empty for the number pad. */
    static Optional<Action> actionOf(String key) {
        return ACTIONS.stream()
                .filter(action -> Json.wireName(action).equals(key))
                .findFirst();
    }

    private static List<String> clerk() {
        List<String> names = new ArrayList<>();
        IntStream.rangeClosed(0, 9).forEach(digit -> names.add(Integer.toString(digit)));
        names.add(ENTER);
        names.add(CLEAR);
        ACTIONS.forEach(action -> names.add(Json.wireName(action)));
        return List.copyOf(names);
    }
}
