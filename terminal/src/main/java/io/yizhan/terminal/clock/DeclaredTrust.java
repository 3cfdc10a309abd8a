package io.yizhan.terminal.clock;

import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.clock.MachineClock;
import io.yizhan.protocol.id.BootId;

/**
 * The clock of a simulated Pi: the machine's own, but whether it is believed in is said by a setting, because the
 * machine below knows nothing of the Pi that it plays. For any thread.
 */
public record DeclaredTrust(MachineClock machine, ClockTrust trust) implements MachineClock {

    @Override
    public BootId boot() {
        return machine.boot();
    }

    @Override
    public long upMs() {
        return machine.upMs();
    }

    @Override
    public long wallMs() {
        return machine.wallMs();
    }
}
