package io.yizhan.hub.devices;

import io.yizhan.hub.book.TrueTime;
import io.yizhan.protocol.id.ConnectionId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.state.DeviceStatus;
import io.yizhan.protocol.state.DeviceStatus.StationStatus;
import io.yizhan.protocol.state.StationKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who is there now, as {@code up/status} says. Kept in memory: the broker has it retained, and the devices say it
 * again. For any thread.
 */
public final class Presence {

    private final Map<DeviceId, Seen> seen = new ConcurrentHashMap<>();
    private final List<Consumer<DeviceId>> listeners = new CopyOnWriteArrayList<>();

    /** What a device said last, and when the hub heard it. */
    public record Seen(DeviceStatus status, TrueTime heard) {

        public boolean online() {
            return status.online();
        }
    }

    /**
     * Takes in a status. A will counts only when it is of the newest connection: a broker may send an old one's late.
     *
     * @return whether the device came or went by it
     */
    public boolean heard(DeviceId device, DeviceStatus status, TrueTime now) {
        Seen before = seen.get(device);
        if (!status.online() && before != null && !before.status().connection().equals(status.connection())) {
            return false;
        }
        seen.put(device, new Seen(keepingWhatItWas(status, before), now));
        listeners.forEach(listener -> listener.accept(device));
        return before == null || before.online() != status.online();
    }

    public Optional<Seen> of(DeviceId device) {
        return Optional.ofNullable(seen.get(device));
    }

    public boolean online(DeviceId device) {
        return of(device).map(Seen::online).orElse(false);
    }

    /** Everybody who was heard since the hub started. */
    public Map<DeviceId, Seen> all() {
        return Map.copyOf(seen);
    }

    /** Who has a reader with a number pad; one that went away has what it had. */
    public NumberPads numberPads() {
        Set<DeviceId> with = new HashSet<>();
        Set<DeviceId> without = new HashSet<>();
        seen.forEach((device, last) -> {
            List<StationStatus> stations = last.status().stations();
            if (stations != null && !stations.isEmpty()) { // none is what a terminal says before it has looked
                (stations.stream().anyMatch(Presence::isReaderWithPad) ? with : without).add(device);
            }
        });
        return new NumberPads(with, without);
    }

    /** How many fingers each reader's sensor holds; one that went away has what it had. */
    public SensorSizes sensorSizes() {
        Map<DeviceId, Integer> sizes = new HashMap<>();
        seen.forEach((device, last) -> {
            for (StationStatus station : last.status().stations() == null
                    ? List.<StationStatus>of()
                    : last.status().stations()) {
                Integer capacity = station.capacity();
                if (station.kind() == StationKind.READER && capacity != null && capacity > 0) {
                    sizes.put(device, capacity);
                }
            }
        });
        return new SensorSizes(sizes);
    }

    private static boolean isReaderWithPad(StationStatus station) {
        return station.kind() == StationKind.READER && Boolean.TRUE.equals(station.pad());
    }

    /** Hears of each status that counts; it may only enqueue. */
    public void onChange(Consumer<DeviceId> enqueue) {
        listeners.add(enqueue);
    }

    /** A will says nothing but offline: what the device was before stays known. */
    private static DeviceStatus keepingWhatItWas(DeviceStatus status, @Nullable Seen before) {
        if (status.online() || before == null) {
            return status;
        }
        DeviceStatus was = before.status();
        ConnectionId connection = status.connection();
        return new DeviceStatus(
                false,
                connection,
                was.at(),
                was.version(),
                was.serial(),
                was.boot(),
                was.up(),
                was.clock(),
                was.journal(),
                was.stations());
    }
}
