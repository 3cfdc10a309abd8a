package io.yizhan.hardware.voice;

import io.yizhan.hardware.bus.LinkException;

/** Something that speaks. Not thread-safe: one thread owns it, so nothing is said over anything else. */
public interface Voice extends AutoCloseable {

    /** Says it, and returns when it has been said. */
    void say(Utterance utterance) throws LinkException, InterruptedException;

    @Override
    void close();

    /** Opens a voice when it is first needed. */
    @FunctionalInterface
    interface Source {
        Voice open() throws LinkException, InterruptedException;
    }
}
