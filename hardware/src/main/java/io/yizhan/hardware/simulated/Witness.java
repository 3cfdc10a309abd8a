package io.yizhan.hardware.simulated;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * Stands where the person stands: writes down what a device told people, so that an observer of another process can
 * hold it against what was recorded. Thread-safe.
 */
public interface Witness extends AutoCloseable {

    /** {@code part} of the machine (printer, speaker, matrix, lamp) told a person {@code what}. */
    void saw(String part, String what);

    @Override
    default void close() {}

    /**
     * Appends to {@code file}, one line each: {@code {"at":"2026-11-23T00:31:04.123Z","part":"printer","what":"A023"}}.
     * A line is one write, with nothing kept back in this process, so it survives {@code kill -9}; several processes
     * may append to one file.
     */
    static Witness to(Path file, InstantSource clock) throws IOException {
        return new FileWitness(file, clock);
    }

    /** Nobody looks. */
    static Witness none() {
        return (part, what) -> {};
    }

    /** This witness, for one of several places: {@code part} becomes {@code place/part}. Closing it closes nothing. */
    default Witness at(String place) {
        return (part, what) -> saw(place + "/" + part, what);
    }
}
