package io.yizhan.terminal.clock;

import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.clock.MachineClock;
import io.yizhan.protocol.id.BootId;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicLong;

/** A machine's clock that is moved by hand. */
public final class HandClock implements MachineClock {

    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    public static final BootId BOOT = new BootId("00000000-0000-4000-8000-00000000000a");

    private final AtomicLong upMs = new AtomicLong(12_000);
    private final AtomicLong wallMs = new AtomicLong(
            OffsetDateTime.parse("2026-11-23T08:00:00+08:00").toInstant().toEpochMilli());

    public HallClock hall() {
        return new HallClock(this, ZONE);
    }

    public void pass(Duration time) {
        upMs.addAndGet(time.toMillis());
        wallMs.addAndGet(time.toMillis());
    }

    @Override
    public BootId boot() {
        return BOOT;
    }

    @Override
    public long upMs() {
        return upMs.get();
    }

    @Override
    public long wallMs() {
        return wallMs.get();
    }

    @Override
    public ClockTrust trust() {
        return ClockTrust.SYNCED;
    }
}
