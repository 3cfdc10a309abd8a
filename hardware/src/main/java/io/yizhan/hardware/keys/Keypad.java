package io.yizhan.hardware.keys;

import java.time.Duration;
import java.util.Optional;

/** Some keys that belong together. One thread takes events; the wires' own threads only enqueue. */
public interface Keypad extends AutoCloseable {

    /** The next event, or empty when nothing happened within {@code timeout}. */
    Optional<KeyEvent> next(Duration timeout) throws InterruptedException;

    @Override
    void close();
}
