package io.yizhan.hardware.keys;

import io.yizhan.hardware.bus.LinkException;

/** A lamp, for instance in a key. */
public interface Lamp {

    /** Switches it on or off. */
    void light(boolean on) throws LinkException;
}
