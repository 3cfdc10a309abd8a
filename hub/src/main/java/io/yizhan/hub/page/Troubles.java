package io.yizhan.hub.page;

import io.yizhan.hub.book.EntryTimes;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.devices.Devices;
import io.yizhan.hub.devices.HallDevice;
import io.yizhan.hub.devices.OpenFault;
import io.yizhan.hub.devices.Presence;
import io.yizhan.hub.store.Database;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.clock.ClockKeeper;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.id.DeviceId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
    private final HubClock clock;

    Troubles(Presence presence, Database database, HubClock clock) {
        this.presence = presence;
        this.database = database;
        this.clock = clock;
    }

    /** What holds somebody up first, then the newest first. */
    List<Trouble> read(Rows rows, Instant now) throws SQLException {
        List<Trouble> troubles = new ArrayList<>();
        for (HallDevice device : Devices.all(rows)) {
            Optional<Presence.Seen> seen = presence.of(device.device());
            untold(device, seen).forEach(fault -> troubles.add(new Trouble.Fault(fault)));
            if (seen.isEmpty() && device.booted() == null) {
                troubles.add(new Trouble.Never(device.device(), device.added()));
            } else if (!seen.map(Presence.Seen::online).orElse(false)) {
                troubles.add(new Trouble.Offline(
                        device.device(), seen.map(Presence.Seen::heard).orElse(null)));
            }
        }
        for (OpenFault fault : Devices.faults(rows)) {
            troubles.add(new Trouble.Fault(fault));
        }
        troubles.addAll(alarms(rows, now.minus(ALARM_ON_TOP)));
        troubles.sort(Comparator.comparing((Trouble trouble) -> !trouble.urgent())
                .thenComparing(Troubles::order, Comparator.nullsLast(Comparator.<Instant>reverseOrder())));
        ClockKeeper kept = clock.kept();
        if (kept.trust() == ClockTrust.UNSYNCED) {
            troubles.addFirst(new Trouble.Clock(kept.detail()));
        }
        database.trouble().ifPresent(kind -> troubles.addFirst(new Trouble.Store(kind)));
        return List.copyOf(troubles);
    }

    private static @Nullable Instant order(Trouble trouble) {
        TrueTime since = trouble.since();
        return since == null ? null : since.at();
    }

    /** Faults of a device's own journal, which can come in no entry of it: its status tells them. */
    static List<OpenFault> untold(HallDevice device, Optional<Presence.Seen> seen) {
        if (seen.isEmpty() || !seen.get().online()) {
            return List.of();
        }
        Presence.Seen told = seen.get();
        return Stream.ofNullable(told.status().stations())
                .flatMap(List::stream)
                .flatMap(station -> station.faults().stream()
                        .filter(fault -> fault.part().equals(JOURNAL))
                        .map(fault -> new OpenFault(
                                device.device(),
                                station.id() + "/" + fault.part(),
                                fault.kind(),
                                since(told, fault.since().toInstant()),
                                null)))
                .filter(fault -> device.faults().stream()
                        .noneMatch(known -> known.part().equals(fault.part())
                                && known.kind().equals(fault.kind())))
                .toList();
    }

    /** As the terminal's clock says it, as far as the terminal believes that. */
    private static TrueTime since(Presence.Seen told, Instant said) {
        return told.status().clock() == ClockTrust.SYNCED
                ? TrueTime.exactly(said)
                : TrueTime.guessed(said, TrueTime.NO_EARLIEST, told.heard().latest(), false);
    }

    /** The newest first. */
    static List<Trouble.Alarm> alarms(Rows rows, Instant since) throws SQLException {
        return rows.list(
                "SELECT device, at_ms, earliest_ms AS at_earliest_ms, latest_ms AS at_latest_ms, kind, detail"
                        + " FROM alarm WHERE at_ms >= ? ORDER BY alarm DESC LIMIT ?",
                row -> new Trouble.Alarm(
                        new DeviceId(row.text("device")),
                        EntryTimes.keptAlways(row, "at"),
                        row.text("kind"),
                        row.text("detail")),
                since,
                ALARMS_MAX);
    }
}
