package io.yizhan.hub.cli;

import io.yizhan.protocol.id.DeviceId;
import java.util.List;

/** How the hub learns that a device joins or leaves, whether it is running or not. */
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

    /**
     * Records that the device is no part of the hall any more.
     *
     * @param anyway also when it is known to hold entries that the hub has not
     * @return false when it was out already: nothing is recorded then
     * @throws CommandFailedException when the hub has never known it, knows of such entries, or cannot be reached:
     *     nothing is recorded then
     */
    boolean remove(HallFolder hall, DeviceId device, String reason, boolean anyway) throws CommandFailedException;
}
