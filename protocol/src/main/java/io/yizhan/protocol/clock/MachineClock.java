package io.yizhan.protocol.clock;

import io.yizhan.protocol.id.BootId;

/** What a machine knows of time without guessing. For any thread. */
public interface MachineClock {

    /** This boot, as the kernel names it. */
    BootId boot();

    /** Milliseconds since that boot, time suspended included; never goes back; right to 10 ms. */
    long upMs();

    /** Wall time, milliseconds since 1970-01-01T00:00Z; right only as far as {@link #trust()} says. */
    long wallMs();

    /** Whether something keeps the wall clock right. */
    ClockTrust trust();
}
