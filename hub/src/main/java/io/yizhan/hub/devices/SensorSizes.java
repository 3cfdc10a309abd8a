package io.yizhan.hub.devices;

import io.yizhan.protocol.id.DeviceId;
import java.util.Map;

/**
 * How many fingers the readers' sensors hold.
 *
 * @param said by their devices, since the hub started; 1 and more
 */
public record SensorSizes(Map<DeviceId, Integer> said) {

    /** Nobody has said anything. */
    public static final SensorSizes UNKNOWN = new SensorSizes(Map.of());

    /**
     * Of a reader that has not said it: fewer than the usual module holds (an R503 200, an R307 1000). A smaller one
     * must say its size before anybody is brought there, or who is too many is refused by the reader itself.
     */
    public static final int UNSAID = 150;

    public SensorSizes {
        said = Map.copyOf(said);
    }

    /** Its positions run from 0 to one less. */
    public int of(DeviceId device) {
        return said.getOrDefault(device, UNSAID);
    }
}
