package io.yizhan.hub.desk;

import io.yizhan.protocol.state.DeviceConfig;
import java.time.ZoneId;
import java.util.List;

/**
 * How the hall presents itself.
 *
 * @param languages BCP 47, the first first
 */
public record HallFace(String name, ZoneId zone, List<String> languages) {

    public HallFace {
        languages = List.copyOf(languages);
    }

    DeviceConfig.Hall onTheWire() {
        return new DeviceConfig.Hall(name, zone.getId(), languages);
    }
}
