package io.yizhan.hub.devices;

import io.yizhan.hub.book.TrueTime;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.state.StationConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A device as the records have it; whether it is there now, {@link Presence} knows.
 *
 * @param booted its newest start; null when none was heard of
 * @param version of its newest start
 */
public record HallDevice(
        DeviceId device,
        List<StationConfig> stations,
        TrueTime added,
        @Nullable String fingerprint,
        @Nullable TrueTime booted,
        @Nullable String version,
        List<OpenFault> faults) {

    public HallDevice {
        stations = List.copyOf(stations);
        faults = List.copyOf(faults);
    }

    /** The stations of this kind, in their order. */
    public <S extends StationConfig> List<S> stations(Class<S> kind) {
        return stations.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
