package io.yizhan.hardware.bus;

/** One digital output: a lamp, a buzzer. */
public interface OutputLine extends AutoCloseable {

    /** Which line, for messages: {@code gpio27}. */
    String name();

    /** Makes the line active (lit, sounding) or not, whatever level the wiring uses for it. */
    void set(boolean active) throws LinkException;

    @Override
    void close();
}
