package io.yizhan.hardware.voice;

import io.yizhan.hardware.bus.LinkException;
import java.util.Locale;

/** Something that speaks. Not thread-safe: one thread owns it, so nothing is said over anything else. */
public interface Voice extends AutoCloseable {

    /** Says it, and returns when it has been said. */
    void say(String text, Locale language) throws LinkException, InterruptedException;

    @Override
    void close();
}
