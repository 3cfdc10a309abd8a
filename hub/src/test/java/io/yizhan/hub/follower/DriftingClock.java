package io.yizhan.hub.follower;

import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.clock.MachineClock;
import io.yizhan.protocol.id.BootId;
import java.util.UUID;
import java.util.function.LongSupplier;

/** A machine's clock as it is: its crystal drifts, and its wall clock is right only while something keeps it. */
final class DriftingClock implements MachineClock {

    private final LongSupplier realMs;
    private BootId boot = BootId.of(UUID.randomUUID());
    private double up;
    private double wallMinusUp;
    private double ppm;
    private ClockTrust trust = ClockTrust.UNSYNCED;

    /** @param realMs the real time, which is the wall clock's while it is trusted */
    DriftingClock(LongSupplier realMs) {
        this.realMs = realMs;
    }

    void pass(long ms) {
        up += ms * (1 + ppm / 1e6);
    }

    void boot(boolean synced, long wrongMs, double crystalPpm) {
        boot = BootId.of(UUID.randomUUID());
        up = 0;
        set(synced, wrongMs, crystalPpm);
    }

    /** The wall clock is kept right from now on, or is wrong by so much and left alone. */
    void set(boolean synced, long wrongMs, double crystalPpm) {
        ppm = crystalPpm;
        trust = synced ? ClockTrust.SYNCED : ClockTrust.UNSYNCED;
        wallMinusUp = realMs.getAsLong() + (synced ? 0 : wrongMs) - up;
    }

    @Override
    public BootId boot() {
        return boot;
    }

    @Override
    public long upMs() {
        return (long) Math.floor(up);
    }

    @Override
    public long wallMs() {
        return trust == ClockTrust.SYNCED ? realMs.getAsLong() : Math.max(0, (long) Math.floor(wallMinusUp + up));
    }

    @Override
    public ClockTrust trust() {
        return trust;
    }
}
