package io.yizhan.terminal.clock;

import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.clock.MachineClock;
import io.yizhan.protocol.id.BootId;
import io.yizhan.protocol.journal.Ack;
import io.yizhan.protocol.journal.Heard;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What a terminal knows of time: its own machine's, in the hall's zone, and the hub's as last heard. For any thread.
 */
public final class HallClock {

    private final MachineClock machine;
    private final ZoneId zone;
    private final AtomicReference<@Nullable HubTime> hub = new AtomicReference<>();

    public HallClock(MachineClock machine, ZoneId zone) {
        this.machine = machine;
        this.zone = zone;
    }

    /** This machine's wall time; right only as far as {@link #trust()} says. */
    public OffsetDateTime now() {
        return atZone(machine.wallMs());
    }

    public BootId boot() {
        return machine.boot();
    }

    /** Milliseconds since this boot. */
    public long upMs() {
        return machine.upMs();
    }

    public ClockTrust trust() {
        return machine.trust();
    }

    public ZoneId zone() {
        return zone;
    }

    /** The machine's clock, for what knows no hall. */
    public MachineClock machine() {
        return machine;
    }

    /** @param arrivedMs this machine's uptime when the ack came */
    public void heard(Ack ack, long arrivedMs) {
        hub.set(new HubTime(new Heard(ack.boot(), ack.up(), arrivedMs), ack.at().toInstant()));
    }

    /** What the newest ack told, for a batch's header; empty before the first ack of this run. */
    public Optional<Heard> heard() {
        return Optional.ofNullable(hub.get()).map(HubTime::heard);
    }

    /** The hub's wall time, carried on by our uptime: late by the newest ack's way here. Empty before the first ack. */
    public Optional<OffsetDateTime> hubNow() {
        return Optional.ofNullable(hub.get())
                .map(heard -> heard.at()
                        .plus(machine.upMs() - heard.heard().here(), ChronoUnit.MILLIS)
                        .atZone(zone)
                        .toOffsetDateTime());
    }

    /** The {@code at} of a request: the hub's time as far as it was heard, else our own. */
    public OffsetDateTime byHub() {
        return hubNow().orElseGet(this::now);
    }

    /** Whether {@link #byHub} may stand without a doubt: it is the hub's, or our own and believed. */
    public boolean byHubIsSure() {
        return hub.get() != null || trust() == ClockTrust.SYNCED;
    }

    private OffsetDateTime atZone(long epochMs) {
        return Instant.ofEpochMilli(epochMs).atZone(zone).toOffsetDateTime();
    }

    private record HubTime(Heard heard, Instant at) {}
}
