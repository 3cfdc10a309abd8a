package io.yizhan.hardware.bus;

/** Opens a digital input, again after each break: a driver that outlives its wire takes one of these. */
@FunctionalInterface
public interface InputSource {

    /** The line, owned by the caller. */
    InputLine open() throws LinkException;
}
