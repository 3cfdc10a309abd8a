package io.yizhan.hub.devices;

import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.state.StationConfig;
import java.util.List;

/** A device has other jobs from now on: all of them, in their order. */
public record StationsChanged(DeviceId device, List<StationConfig> stations) implements HubFact {

    public StationsChanged {
        stations = List.copyOf(stations);
    }
}
