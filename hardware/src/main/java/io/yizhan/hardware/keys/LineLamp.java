package io.yizhan.hardware.keys;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.OutputLine;

/** A lamp on a digital output. */
public final class LineLamp implements Lamp {

    private final OutputLine line;

    public LineLamp(OutputLine line) {
        this.line = line;
    }

    @Override
    public void light(boolean on) throws LinkException {
        line.set(on);
    }
}
