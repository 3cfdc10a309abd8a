package io.yizhan.hub;

import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.clock.MachineClock;
import io.yizhan.protocol.id.BootId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** A machine's clock that is moved by hand. */
public final class HandClock implements MachineClock {

    private final AtomicLong upMs = new AtomicLong();
    private volatile BootId boot = BootId.of(UUID.randomUUID());
    private final AtomicLong wallMinusUp = new AtomicLong();
    private volatile ClockTrust trust = ClockTrust.SYNCED;

    public HandClock(Instant now, Duration up) {
        upMs.set(up.toMillis());
        wallMinusUp.set(now.toEpochMilli() - up.toMillis());
    }

    public void pass(Duration time) {
        upMs.addAndGet(time.toMillis());
    }

    /** Wall time jumps; uptime goes on. */
    public void step(Duration by) {
        wallMinusUp.addAndGet(by.toMillis());
    }

    public void trust(ClockTrust now) {
        trust = now;
    }

    /** Power off for a while, and on again. */
    public void reboot(Duration off) {
        wallMinusUp.addAndGet(upMs.get() + off.toMillis());
        upMs.set(0);
        boot = BootId.of(UUID.randomUUID());
    }

    public Instant now() {
        return Instant.ofEpochMilli(wallMs());
    }

    @Override
    public BootId boot() {
        return boot;
    }

    @Override
    public long upMs() {
        return upMs.get();
    }

    @Override
    public long wallMs() {
        return wallMinusUp.get() + upMs.get();
    }

    @Override
    public ClockTrust trust() {
        return trust;
    }
}
