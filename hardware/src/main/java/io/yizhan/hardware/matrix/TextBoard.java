package io.yizhan.hardware.matrix;

import io.yizhan.hardware.bus.LinkException;
import java.time.Duration;
import java.util.List;

/**
 * Lines of text that people read from afar. This is where a new kind of board is cut in: one that has dots only is a
 * {@link LedMatrix} below {@link DottedBoard}, one with a font and a scroll of its own implements this. Not
 * thread-safe: one thread owns it.
 */
public interface TextBoard extends AutoCloseable {

    /** Lines from the top, each one text, or several that take turns; sent by the next {@link #step}. */
    void show(List<List<String>> lines);

    /**
     * Sends what is due, and now and then what is shown already: a board that lost its supply for a moment has
     * forgotten it.
     *
     * @return how long until something may be due again
     */
    Duration step() throws LinkException, InterruptedException;

    @Override
    void close();
}
