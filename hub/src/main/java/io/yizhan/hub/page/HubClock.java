package io.yizhan.hub.page;

import io.yizhan.protocol.clock.ClockKeeper;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The hub's own clock as the pages speak of it: what it says, and what keeps it right. For any thread. */
public record HubClock(InstantSource clock, Supplier<ClockKeeper> keeper) {

    ClockKeeper kept() {
        return keeper.get();
    }
}
