package io.yizhan.hub.devices;

import io.yizhan.hub.book.TrueTime;
import io.yizhan.protocol.id.DeviceId;
import org.jspecify.annotations.Nullable;

/**
 * What does not work, and since when.
 *
 * @param part with its station: {@code kiosk-1/printer}
 */
public record OpenFault(
        DeviceId device,
        String part,
        String kind,
        TrueTime since,
        @Nullable String detail) {}
