package io.yizhan.hardware.keys;

import io.yizhan.hardware.bus.LinkException;
import java.time.Duration;
import java.util.Optional;

/** Some keys that belong together. One thread takes events; the wires' own threads only enqueue. */
public interface Keypad extends AutoCloseable {

    /**
     * The next event, or empty when nothing happened within {@code timeout}.
     *
     * @throws LinkException when the keys can no longer be heard, such as a USB pad that was pulled out
     */
    Optional<KeyEvent> next(Duration timeout) throws LinkException, InterruptedException;

    @Override
    void close();
}
