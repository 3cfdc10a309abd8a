package io.yizhan.hub.follower;

import io.yizhan.hub.store.Rows;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.clock.MachineClock;
import io.yizhan.protocol.id.BootId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.journal.Header;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the exchanges with terminals say of their boots, and when the hub's own boots were on the wall clock. Kept in the database,
 * so that a hub that starts again within one boot of its machine still knows.
 */
final class Clocks {

    private final MachineClock clock;

    Clocks(MachineClock clock) {
        this.clock = clock;
    }

    /** Learns from a header: it bounds the offset of the two boots from both sides. */
    void learn(Tx tx, DeviceId device, Header header, long arrivedMs) throws SQLException {
        Offset offset = offset(tx, device, header.boot(), clock.boot()).arrived(arrivedMs, header.up());
        if (header.heard() != null && header.heard().boot().equals(clock.boot())) {
            offset = offset.heard(header.heard().up(), header.heard().here());
        }
        keep(tx, device, header.boot(), offset);
        if (clock.trust() == ClockTrust.SYNCED) {
            tx.update(
                    "INSERT INTO hub_clock (hub_boot, wall_minus_up_ms) VALUES (?, ?)"
                            + " ON CONFLICT (hub_boot) DO UPDATE SET wall_minus_up_ms = excluded.wall_minus_up_ms",
                    clock.boot(),
                    clock.wallMs() - clock.upMs());
        }
    }

    /** Where a terminal's uptime stands on the hub's wall clock, by every boot of the hub that heard of that boot. */
    Span allowed(Rows rows, DeviceId device, BootId boot, long up) throws SQLException {
        List<Span> spans = rows.list(
                "SELECT low_ms, low_at_ms, high_ms, high_at_ms, wall_minus_up_ms FROM boot_bound"
                        + " JOIN hub_clock ON hub_clock.hub_boot = boot_bound.hub_boot WHERE device = ? AND boot = ?",
                row -> {
                    Offset offset = new Offset(
                            bound(row.numberOrNull("low_ms"), row.numberOrNull("low_at_ms")),
                            bound(row.numberOrNull("high_ms"), row.numberOrNull("high_at_ms")));
                    long wall = row.number("wall_minus_up_ms");
                    return new Span(wall(wall, offset.earliest(up)), wall(wall, offset.latest(up)));
                },
                device,
                boot);
        return spans.stream().reduce(Span.UNKNOWN, Clocks::both);
    }

    private static Span both(Span one, Span other) {
        Instant earliest = one.earliest() == null
                        || (other.earliest() != null && other.earliest().isAfter(one.earliest()))
                ? other.earliest()
                : one.earliest();
        Instant latest = one.latest() == null
                        || (other.latest() != null && other.latest().isBefore(one.latest()))
                ? other.latest()
                : one.latest();
        return new Span(earliest, latest);
    }

    private static Offset offset(Rows rows, DeviceId device, BootId boot, BootId hubBoot) throws SQLException {
        return rows.one(
                        "SELECT low_ms, low_at_ms, high_ms, high_at_ms FROM boot_bound"
                                + " WHERE device = ? AND boot = ? AND hub_boot = ?",
                        row -> new Offset(
                                bound(row.numberOrNull("low_ms"), row.numberOrNull("low_at_ms")),
                                bound(row.numberOrNull("high_ms"), row.numberOrNull("high_at_ms"))),
                        device,
                        boot,
                        hubBoot)
                .orElse(Offset.UNKNOWN);
    }

    private void keep(Tx tx, DeviceId device, BootId boot, Offset offset) throws SQLException {
        Offset.Bound low = offset.low();
        Offset.Bound high = offset.high();
        tx.update(
                "INSERT INTO boot_bound (device, boot, hub_boot, low_ms, low_at_ms, high_ms, high_at_ms)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (device, boot, hub_boot) DO UPDATE SET"
                        + " low_ms = excluded.low_ms, low_at_ms = excluded.low_at_ms,"
                        + " high_ms = excluded.high_ms, high_at_ms = excluded.high_at_ms",
                device,
                boot,
                clock.boot(),
                low == null ? null : low.ms(),
                low == null ? null : low.seenAt(),
                high == null ? null : high.ms(),
                high == null ? null : high.seenAt());
    }

    private static Offset.@Nullable Bound bound(@Nullable Long ms, @Nullable Long seenAt) {
        return ms == null || seenAt == null ? null : new Offset.Bound(ms, seenAt);
    }

    private static @Nullable Instant wall(long wallMinusUp, @Nullable Long hubUp) {
        return hubUp == null ? null : Instant.ofEpochMilli(wallMinusUp + hubUp);
    }
}
