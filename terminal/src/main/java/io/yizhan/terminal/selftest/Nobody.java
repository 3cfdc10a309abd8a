package io.yizhan.terminal.selftest;

import java.time.Duration;

/** Nobody is there: only what a device says of itself is found out. */
public final class Nobody implements Person {

    @Override
    public boolean please(String what, Duration within) {
        return false;
    }

    @Override
    public Answer sees(String what) {
        return Answer.NOBODY;
    }
}
