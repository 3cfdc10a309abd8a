package io.yizhan.hub.devices;

import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.state.StationConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A device may join the hall.
 *
 * @param fingerprint SHA-256 of its certificate, lower-case hex; null where it was not said
 */
public record DeviceAdded(
        DeviceId device,
        List<StationConfig> stations,
        @Nullable String fingerprint) implements HubFact {

    public DeviceAdded {
        if (device.isHub()) {
            throw new IllegalArgumentException("\"hub\" is the hub itself: give the device another id");
        }
        stations = List.copyOf(stations);
    }
}
