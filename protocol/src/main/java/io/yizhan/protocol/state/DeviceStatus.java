package io.yizhan.protocol.state;

import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.id.BootId;
import io.yizhan.protocol.id.ConnectionId;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.StationId;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Presence and health of a terminal; as its last will only {@code online} and {@code connection} stand. */
public record DeviceStatus(
        boolean online,
        ConnectionId connection,
        @Nullable OffsetDateTime at,
        @Nullable String version,
        @Nullable String serial,
        @Nullable BootId boot,
        @Nullable Long up,
        @Nullable ClockTrust clock,
        @Nullable JournalStatus journal,
        @Nullable List<StationStatus> stations) {

    public DeviceStatus {
        stations = stations == null ? null : List.copyOf(stations);
    }

    /** The will, and what one that stops cleanly says. */
    public static DeviceStatus offline(ConnectionId connection) {
        return new DeviceStatus(false, connection, null, null, null, null, null, null, null, null);
    }

    /** How far the journal is: what it holds, and what the hub has acknowledged. */
    public record JournalStatus(JournalId id, long oldest, long last, long acked) {
        public JournalStatus {
            if (oldest < 1 || last < 0 || acked < 0) {
                throw new IllegalArgumentException(
                        "a journal from %d to %d, acknowledged to %d: 1, 0 and 0 are the least"
                                .formatted(oldest, last, acked));
            }
        }
    }

    /**
     * How one station is.
     *
     * @param pad whether staff may type a PIN at it, so that it needs their verifiers; null is no
     * @param capacity of a reader: how many fingers its sensor holds, at positions from 0; null where it has none, or
     *     has not answered yet
     */
    public record StationStatus(
            StationKind kind,
            StationId id,
            Condition state,
            List<Fault> faults,
            @Nullable Boolean pad,
            @Nullable Integer capacity) {
        public StationStatus {
            faults = List.copyOf(faults);
        }
    }

    /** Whether a station works. */
    public enum Condition {
        STARTING,
        READY,
        FAULT
    }

    /** What does not work, since when. */
    public record Fault(String part, String kind, OffsetDateTime since) {}
}
