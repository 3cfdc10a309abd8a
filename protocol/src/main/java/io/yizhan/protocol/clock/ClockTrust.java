package io.yizhan.protocol.clock;

/** Whether a machine believed in its wall clock when it wrote a time. */
public enum ClockTrust {
    SYNCED,
    UNSYNCED
}
