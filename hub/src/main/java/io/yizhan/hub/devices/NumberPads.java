package io.yizhan.hub.devices;

import io.yizhan.protocol.id.DeviceId;
import java.util.Set;

/**
 * At which readers a PIN can be typed, by what their devices said of themselves last; whoever has said nothing since
 * the hub started is in neither.
 *
 * @param with devices with such a reader
 * @param without devices that named their stations, and no such reader among them
 */
public record NumberPads(Set<DeviceId> with, Set<DeviceId> without) {

    /** Nobody has said anything. */
    public static final NumberPads UNKNOWN = new NumberPads(Set.of(), Set.of());

    public NumberPads {
        with = Set.copyOf(with);
        without = Set.copyOf(without);
    }
}
