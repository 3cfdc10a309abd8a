package io.yizhan.hardware.fingerprint;

import io.yizhan.hardware.bus.LinkException;
import java.util.BitSet;
import java.util.Optional;

/**
 * A fingerprint module with a library of its own: it matches inside, and knows people only as positions.
 *
 * <p>Not thread-safe: one thread owns it. Every call is bounded in time by the driver's own deadlines.
 */
public interface FingerprintReader extends AutoCloseable {

    /** Slots of the library: positions run from 0 to one less. */
    int capacity();

    /** What is not as the settings have it, though it works: {@code answers at 115200 baud, expected 57600}. */
    Optional<String> remark();

    /** Looks once: is a finger there, and whose is it? Takes as long as the sensor takes, under a second. */
    ScanResult scan() throws LinkException;

    /** Whether a finger lies on the window now. */
    boolean fingerPresent() throws LinkException;

    /**
     * Enrols the finger that is laid down, three touches of the same one, into {@code position}; proves it by a
     * search at the end, and takes the template out again when that fails. What stood at the position is written
     * over. The finger may still lie on the window at the end: who scans next waits for its lift first.
     *
     * @param guide tells the person what to do; it may end the enrolment
     */
    EnrolResult enrol(int position, EnrolGuide guide) throws LinkException, InterruptedException;

    /** Deletes what stands at {@code position}; an empty one is no error. */
    void delete(int position) throws LinkException;

    /** The positions that hold a template. */
    BitSet occupied() throws LinkException;

    /**
     * Reads out the template at {@code position}, for other readers of the same family. Takes about a second.
     *
     * @return the module's own format, 1 byte to a limit that the driver names; personal data, for no log or message
     * @throws LinkException also when nothing readable stands there
     */
    byte[] read(int position) throws LinkException;

    /**
     * Writes a template that {@link #read} gave, here or at another reader, over what stands at {@code position}, and
     * proves it. Takes about a second. What ends as a bad template leaves nothing new in the library, and may leave
     * the position empty.
     */
    StoreResult write(int position, byte[] template) throws LinkException;

    /** Empties the whole library, as before the module leaves the hall. */
    void wipe() throws LinkException;

    /** Shows it with the light around the window; a reader without one does nothing. */
    void show(ReaderLight light) throws LinkException;

    @Override
    void close();
}
