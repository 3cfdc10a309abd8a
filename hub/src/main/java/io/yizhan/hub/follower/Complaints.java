package io.yizhan.hub.follower;

import io.yizhan.protocol.id.DeviceId;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** One line a minute for a device that goes on sending what is refused: the log is no place to fill. */
final class Complaints {

    static final long EVERY_MS = 60_000;

    private final Map<DeviceId, Told> told = new HashMap<>();

    private record Told(long upMs, int since) {}

    /** @return how often it happened since the last line when one is due now; else empty */
    OptionalInt due(DeviceId device, long upMs) {
        Told last = told.get(device);
        if (last != null && upMs - last.upMs < EVERY_MS) {
            told.put(device, new Told(last.upMs, last.since + 1));
            return OptionalInt.empty();
        }
        told.put(device, new Told(upMs, 0));
        return OptionalInt.of(last == null ? 1 : last.since + 1);
    }
}
