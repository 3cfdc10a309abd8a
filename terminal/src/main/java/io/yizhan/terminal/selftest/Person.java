package io.yizhan.terminal.selftest;

import java.time.Duration;

/** Who stands before the devices, presses and looks. */
public interface Person {

    /** Asks to do something within a time; what comes of it the device tells. False when nobody is there to ask. */
    boolean please(String what, Duration within);

    /** Whether they see or hear it; empty answers count as no. */
    Answer sees(String what);

    /** An answer. */
    enum Answer {
        YES,
        NO,
        /** Nobody is there. */
        NOBODY
    }
}
