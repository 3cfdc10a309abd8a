package io.yizhan.hub.page;

import io.yizhan.hub.devices.Devices;
import io.yizhan.hub.devices.HallDevice;
import io.yizhan.hub.devices.OpenFault;
import io.yizhan.hub.devices.Presence;
import io.yizhan.hub.store.Database;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.DeviceId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What needs a hand now: open faults, devices that are away, alarms. */
final class Troubles {

    /** An alarm is on the first page this long; the page of devices keeps it. */
    private static final Duration ALARM_ON_TOP = Duration.ofHours(12);

    /** Alarms read at a time. */
    static final int ALARMS_MAX = 50;

    /** How stations name it among their parts. */
    private static final String JOURNAL = "journal";

    private final Presence presence;
    private final Database database;

    Troubles(Presence presence, Database database) {
        this.presence = presence;
        this.database = database;
    }

    /** What holds somebody up first, then the newest first. */
    List<Trouble> read(Rows rows, Instant now) throws SQLException {
        List<Trouble> troubles = new ArrayList<>();
        for (HallDevice device : Devices.all(rows)) {
            Optional<Presence.Seen> seen = presence.of(device.device());
            untold(device, seen).forEach(fault -> troubles.add(new Trouble.Fault(fault)));
            if (seen.isEmpty() && device.bootedAt() == null) {
                troubles.add(new Trouble.Never(device.device(), device.addedAt()));
            } else if (!seen.map(Presence.Seen::online).orElse(false)) {
                troubles.add(new Trouble.Offline(
                        device.device(), seen.map(Presence.Seen::heardAt).orElse(null)));
            }
        }
        for (OpenFault fault : Devices.faults(rows)) {
            troubles.add(new Trouble.Fault(fault));
        }
        troubles.addAll(alarms(rows, now.minus(ALARM_ON_TOP)));
        troubles.sort(Comparator.comparing((Trouble trouble) -> !trouble.urgent())
                .thenComparing(Trouble::since, Comparator.nullsLast(Comparator.<Instant>reverseOrder())));
        database.trouble().ifPresent(kind -> troubles.addFirst(new Trouble.Store(kind)));
        return List.copyOf(troubles);
    }

    /** Faults of a device's own journal, which can come in no entry of it: its status tells them. */
    static List<OpenFault> untold(HallDevice device, Optional<Presence.Seen> seen) {
        if (!seen.map(Presence.Seen::online).orElse(false)) {
            return List.of();
        }
        return seen.stream()
                .map(told -> told.status().stations())
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .flatMap(station -> station.faults().stream()
                        .filter(fault -> fault.part().equals(JOURNAL))
                        .map(fault -> new OpenFault(
                                device.device(),
                                station.id() + "/" + fault.part(),
                                fault.kind(),
                                fault.since().toInstant(),
                                null)))
                .filter(fault -> device.faults().stream()
                        .noneMatch(known -> known.part().equals(fault.part())
                                && known.kind().equals(fault.kind())))
                .toList();
    }

    /** The newest first. */
    static List<Trouble.Alarm> alarms(Rows rows, Instant since) throws SQLException {
        return rows.list(
                "SELECT device, at_ms, kind, detail FROM alarm WHERE at_ms >= ? ORDER BY alarm DESC LIMIT ?",
                row -> new Trouble.Alarm(
                        new DeviceId(row.text("device")), row.instant("at_ms"), row.text("kind"), row.text("detail")),
                since,
                ALARMS_MAX);
    }
}
