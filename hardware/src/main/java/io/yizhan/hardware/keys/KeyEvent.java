package io.yizhan.hardware.keys;

/** What a keypad has to say of one key. */
public sealed interface KeyEvent {

    /** The key's name in its keypad: {@code next}, {@code rate-5}. */
    String key();

    /**
     * One press, debounced.
     *
     * @param nanos {@link System#nanoTime()} at the first edge of the press
     */
    record Pressed(String key, long nanos) implements KeyEvent {}

    /** It has been held so long that it must be stuck; no presses come from it until it is free. */
    record Stuck(String key) implements KeyEvent {}

    /** A stuck key is free again. */
    record Freed(String key) implements KeyEvent {}

    /** It was pressed together with another one: neither counts. */
    record Refused(String key) implements KeyEvent {}
}
