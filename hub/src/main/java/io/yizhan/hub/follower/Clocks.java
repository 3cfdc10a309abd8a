package io.yizhan.hub.follower;

import io.yizhan.hub.book.Drift;
import io.yizhan.hub.book.HallTime;
import io.yizhan.hub.book.Span;
import io.yizhan.hub.store.Row;
import io.yizhan.hub.store.Rows;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.clock.MachineClock;
import io.yizhan.protocol.id.BootId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.journal.Header;
import io.yizhan.protocol.journal.Heard;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the exchanges with terminals say of their boots: for each pair of boots the tightest bounds of each run of
 * messages. A bound from before an outage is the tighter one for what happened early in it, so a pause ends a run. Kept
 * in the database.
 */
final class Clocks {

    /** A longer silence ends a run: 100 ppm of it are 60 ms. */
    static final long PAUSE_MS = 600_000;

    /** Runs of one pair of boots; beyond that the newest goes on in spite of a pause. */
    static final int RUNS_MAX = 200;

    private final MachineClock clock;
    private final HallTime hall;

    Clocks(MachineClock clock) {
        this.clock = clock;
        this.hall = new HallTime(clock);
    }

    /** Learns from a header: it bounds the offset of the two boots from both sides. */
    void learn(Tx tx, DeviceId device, Header header, long arrivedMs) throws SQLException {
        Heard heard = possible(header);
        Run run = run(tx, device, header.boot(), clock.boot(), arrivedMs);
        Offset offset = run.offset.arrived(arrivedMs, header.up());
        if (heard != null && heard.boot().equals(clock.boot()) && heard.up() <= arrivedMs) {
            offset = offset.heard(heard.up(), heard.here());
        }
        keep(tx, device, header.boot(), new Run(clock.boot(), run.sinceUp, Math.max(run.newestUp, arrivedMs), offset));
        if (heard != null && !heard.boot().equals(clock.boot())) {
            learnLate(tx, device, header.boot(), heard);
        }
        hall.look(tx);
    }

    /** Where a device's uptimes stand on the wall clock, by every boot of the hub that heard of its boot. */
    Places places(Rows rows, DeviceId device) {
        return new Places(rows, device);
    }

    /** The wall clock at an uptime of the hub's present boot. */
    Span arrival(Rows rows, long arrivedMs) throws SQLException {
        return hall.at(rows, clock.boot(), arrivedMs);
    }

    /** Looks up each boot once. Lives as long as its transaction. */
    final class Places implements Reckoner.Place {

        private final Rows rows;
        private final DeviceId device;
        private final Map<BootId, List<Known>> known = new HashMap<>();

        private Places(Rows rows, DeviceId device) {
            this.rows = rows;
            this.device = device;
        }

        @Override
        public Span at(BootId boot, long up) throws SQLException {
            List<Known> runs = known.get(boot);
            if (runs == null) {
                runs = read(boot);
                known.put(boot, runs);
            }
            Span all = Span.UNKNOWN;
            for (Known run : runs) {
                all = all.and(run.at(up));
            }
            return all;
        }

        private List<Known> read(BootId boot) throws SQLException {
            Map<BootId, HallTime.Boot> hubBoots = new HashMap<>();
            List<Known> runs = new ArrayList<>();
            for (Run run : rows.list(
                    "SELECT * FROM exchange WHERE device = ? AND boot = ? ORDER BY hub_boot, since_up",
                    Clocks::run,
                    device,
                    boot)) {
                HallTime.Boot hubBoot = hubBoots.get(run.hubBoot);
                if (hubBoot == null) {
                    hubBoot = hall.of(rows, run.hubBoot);
                    hubBoots.put(run.hubBoot, hubBoot);
                }
                runs.add(new Known(run.offset, hubBoot));
            }
            return runs;
        }
    }

    /** What was heard after the header was made is of another boot of the terminal, or a fault of it. */
    private static @Nullable Heard possible(Header header) {
        Heard heard = header.heard();
        return heard == null || heard.here() > header.up() + Drift.UPTIME_ERROR_MS ? null : heard;
    }

    private record Known(Offset offset, HallTime.Boot hubBoot) {

        Span at(long up) {
            Long from = offset.earliest(up);
            Long to = offset.latest(up);
            @Nullable Instant earliest = from == null ? null : hubBoot.at(from).earliest();
            @Nullable Instant latest = to == null ? null : hubBoot.at(to).latest();
            return new Span(earliest, latest);
        }
    }

    private record Run(BootId hubBoot, long sinceUp, long newestUp, Offset offset) {}

    /** An ack of an earlier boot of the hub was heard last: that bounds the offset to that boot, from below. */
    private void learnLate(Tx tx, DeviceId device, BootId boot, Heard heard) throws SQLException {
        Optional<Run> newest = newest(tx, device, boot, heard.boot());
        if (newest.isPresent()) {
            Run run = newest.get();
            keep(
                    tx,
                    device,
                    boot,
                    new Run(run.hubBoot, run.sinceUp, run.newestUp, run.offset.heard(heard.up(), heard.here())));
        }
    }

    /** The run that a message belongs to which arrives now. */
    private static Run run(Rows rows, DeviceId device, BootId boot, BootId hubBoot, long arrivedMs)
            throws SQLException {
        Optional<Run> newest = newest(rows, device, boot, hubBoot);
        boolean goesOn = newest.isPresent()
                && (arrivedMs - newest.get().newestUp <= PAUSE_MS
                        || rows.number(
                                        "SELECT count(*) FROM exchange WHERE device = ? AND boot = ? AND hub_boot = ?",
                                        device,
                                        boot,
                                        hubBoot)
                                >= RUNS_MAX);
        return goesOn ? newest.get() : new Run(hubBoot, arrivedMs, arrivedMs, Offset.UNKNOWN);
    }

    private static Optional<Run> newest(Rows rows, DeviceId device, BootId boot, BootId hubBoot) throws SQLException {
        return rows.one(
                "SELECT * FROM exchange WHERE device = ? AND boot = ? AND hub_boot = ? ORDER BY since_up DESC LIMIT 1",
                Clocks::run,
                device,
                boot,
                hubBoot);
    }

    private static void keep(Tx tx, DeviceId device, BootId boot, Run run) throws SQLException {
        Offset.Bound low = run.offset.low();
        Offset.Bound high = run.offset.high();
        tx.update(
                "INSERT INTO exchange (device, boot, hub_boot, since_up, newest_up, low_ms, low_at_ms, high_ms,"
                        + " high_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (device, boot, hub_boot, since_up)"
                        + " DO UPDATE SET newest_up = excluded.newest_up, low_ms = excluded.low_ms,"
                        + " low_at_ms = excluded.low_at_ms, high_ms = excluded.high_ms, high_at_ms = excluded.high_at_ms",
                device,
                boot,
                run.hubBoot,
                run.sinceUp,
                run.newestUp,
                low == null ? null : low.ms(),
                low == null ? null : low.seenAt(),
                high == null ? null : high.ms(),
                high == null ? null : high.seenAt());
    }

    private static Run run(Row row) throws SQLException {
        return new Run(
                new BootId(row.text("hub_boot")),
                row.number("since_up"),
                row.number("newest_up"),
                new Offset(
                        bound(row.numberOrNull("low_ms"), row.numberOrNull("low_at_ms")),
                        bound(row.numberOrNull("high_ms"), row.numberOrNull("high_at_ms"))));
    }

    private static Offset.@Nullable Bound bound(@Nullable Long ms, @Nullable Long seenAt) {
        return ms == null || seenAt == null ? null : new Offset.Bound(ms, seenAt);
    }
}
