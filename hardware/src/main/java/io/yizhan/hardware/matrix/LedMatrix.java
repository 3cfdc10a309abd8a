package io.yizhan.hardware.matrix;

import io.yizhan.hardware.bus.LinkException;

/** A rectangle of LEDs. Not thread-safe: one thread owns it. */
public interface LedMatrix extends AutoCloseable {

    /** Dots across. */
    int width();

    /** Dots down. */
    int height();

    /**
     * Shows this picture, its top left corner at the matrix' own; what is larger is cut, what is smaller leaves dark.
     */
    void show(Bitmap picture) throws LinkException;

    @Override
    void close();
}
