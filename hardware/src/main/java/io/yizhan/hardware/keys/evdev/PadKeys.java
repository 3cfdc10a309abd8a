package io.yizhan.hardware.keys.evdev;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a number pad's keys mean, by the codes of {@code linux/input-event-codes.h}. The codes are the same with and
 * without Num Lock: that is the console's affair.
 */
public final class PadKeys {

    /** Ends a number. */
    public static final String ENTER = "enter";

    /** Takes a number back: the point, and on larger keyboards Backspace, Delete and Escape. */
    public static final String CLEAR = "clear";

    private static final int KEY_ESC = 1;
    private static final int KEY_1 = 2;
    private static final int KEY_0 = 11;
    private static final int KEY_BACKSPACE = 14;
    private static final int KEY_ENTER = 28;
    private static final int KEY_KP7 = 71;
    private static final int KEY_KP4 = 75;
    private static final int KEY_KP1 = 79;
    private static final int KEY_KP0 = 82;
    private static final int KEY_KPDOT = 83;
    private static final int KEY_KPENTER = 96;
    private static final int KEY_DELETE = 111;

    private static final Map<Integer, String> NAMES = names();

    private PadKeys() {}

    /** The key's name: a digit, {@link #ENTER} or {@link #CLEAR}; empty for a key that means nothing here. */
    static Optional<String> name(int code) {
        return Optional.ofNullable(NAMES.get(code));
    }

    /**
     * The code of a pad's key of this name.
     *
     * @throws IllegalArgumentException where no key is called so
     */
    public static int code(String name) {
        return NAMES.entrySet().stream()
                .filter(key -> key.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no key " + name + " on a number pad; there are " + List.copyOf(NAMES.values())));
    }

    /** The pad's own codes first: {@link #code} gives these. */
    private static Map<Integer, String> names() {
        Map<Integer, String> names = new LinkedHashMap<>();
        names.put(KEY_KP0, "0");
        for (int i = 0; i < 3; i++) {
            names.put(KEY_KP1 + i, Integer.toString(1 + i));
            names.put(KEY_KP4 + i, Integer.toString(4 + i));
            names.put(KEY_KP7 + i, Integer.toString(7 + i));
        }
        names.put(KEY_KPENTER, ENTER);
        names.put(KEY_KPDOT, CLEAR);
        for (int i = 0; i < 9; i++) {
            names.put(KEY_1 + i, Integer.toString(1 + i));
        }
        names.put(KEY_0, "0");
        names.put(KEY_ENTER, ENTER);
        names.put(KEY_BACKSPACE, CLEAR);
        names.put(KEY_DELETE, CLEAR);
        names.put(KEY_ESC, CLEAR);
        return names;
    }
}
