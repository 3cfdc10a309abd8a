package io.yizhan.hub.cli;

import io.yizhan.protocol.id.DeviceId;
import java.util.List;

/** How the hub learns of a new device, whether it is running or not. */
@FunctionalInterface
public interface DeviceRegister {

    /**
     * Records the device and what it is allowed to be.
     *
     * @param fingerprint SHA-256 of its certificate, lower-case hex
     * @throws CommandFailedException when the hub knows this device already, another has one of its counters, or the
     *     hub cannot be reached; nothing is recorded then
     */
    void register(HallFolder hall, DeviceId device, List<StationOrder> stations, String fingerprint)
            throws CommandFailedException;
}
