package io.yizhan.hub.book;

import io.yizhan.hub.store.Rows;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.clock.MachineClock;
import io.yizhan.protocol.id.BootId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Wall time as far as the hub may claim it: by the stretches of its own boots in which its clock was trusted. They
 * stand in the database, so that a hub that starts again within one boot of its machine still knows.
 */
public final class HallTime {

    /** A stretch goes on over this long without a look at the clock; trust is not claimed for a longer silence. */
    static final long UNWATCHED_MS_MAX = 300_000;

    /** A trusted clock that differs by more was stepped: a new stretch begins. Two readings differ by less. */
    static final long STEP_MS = 10;

    /** The end of a stretch is written at most this often. */
    private static final long WRITTEN_EVERY_MS = 1_000;

    private final MachineClock clock;

    public HallTime(MachineClock clock) {
        this.clock = clock;
    }

    /** Looks at the clock: in a transaction that writes anyway. */
    public void look(Tx tx) throws SQLException {
        if (clock.trust() != ClockTrust.SYNCED) {
            tx.update("UPDATE hub_span SET ended = 1 WHERE hub_boot = ? AND ended = 0", clock.boot());
            return;
        }
        long before = clock.upMs();
        long wall = clock.wallMs();
        long up = clock.upMs();
        if (up - before > STEP_MS) {
            return; // held up between the two readings: no moment to compare them
        }
        Optional<Open> open = open(tx);
        if (open.isPresent() && open.get().goesOn(up, wall - up)) {
            if (up - open.get().toUp >= WRITTEN_EVERY_MS) {
                tx.update(
                        "UPDATE hub_span SET to_up = ? WHERE hub_boot = ? AND from_up = ?",
                        up,
                        clock.boot(),
                        open.get().fromUp);
            }
            return;
        }
        tx.update("UPDATE hub_span SET ended = 1 WHERE hub_boot = ? AND ended = 0", clock.boot());
        tx.update(
                "INSERT INTO hub_span (hub_boot, from_up, to_up, wall_minus_up_ms, ended) VALUES (?, ?, ?, ?, 0)"
                        + " ON CONFLICT (hub_boot, from_up) DO UPDATE SET to_up = excluded.to_up,"
                        + " wall_minus_up_ms = excluded.wall_minus_up_ms, ended = 0",
                clock.boot(),
                up,
                up,
                wall - up);
    }

    /**
     * The time of a decision that is taken now; exact only while the clock is trusted.
     *
     * @param wall what the clock says
     * @param mark where the hub's journal stands
     */
    TrueTime now(Rows rows, Instant wall, Watermark mark) throws SQLException {
        if (clock.trust() == ClockTrust.SYNCED) {
            return TrueTime.exactly(wall);
        }
        Span span = at(rows, clock.boot(), clock.upMs());
        return span.earliest() == null || span.latest() == null
                ? unknown(wall, earliest(rows, mark))
                : TrueTime.between(span.earliest(), span.latest(), TrueTime.Source.BOUNDS, false);
    }

    /** The earliest of the newest entry; what comes after it was not before. */
    static Instant earliest(Rows rows, Watermark mark) throws SQLException {
        return rows.one(
                        "SELECT earliest_ms FROM entry WHERE device = ? AND journal = ? AND seq = ?",
                        row -> row.instant("earliest_ms"),
                        mark.device(),
                        mark.journal(),
                        mark.through())
                .orElse(TrueTime.NO_EARLIEST);
    }

    /** A time that the journal alone would not tell again stands in the entry before, which tells its own too. */
    static BatchTimed told(Watermark mark, TrueTime now) {
        long seq = mark.through() + 1;
        return new BatchTimed(
                mark.device(),
                mark.journal(),
                seq,
                seq + 1,
                List.of(BatchTimed.Settled.of(seq, null, now), BatchTimed.Settled.of(seq + 1, null, now)));
    }

    /** Of a decision in a boot whose clock was never trusted: the journal alone says as much, whenever it is read. */
    static TrueTime unknown(Instant wall, Instant notBefore) {
        return TrueTime.guessed(wall, notBefore, TrueTime.NO_LATEST, false);
    }

    /** Wall time at an uptime of a boot of the hub. */
    public Span at(Rows rows, BootId hubBoot, long up) throws SQLException {
        return spans(rows, hubBoot).at(up);
    }

    /** Wall time at uptimes of a boot of the hub, for those who ask often. */
    public Boot of(Rows rows, BootId hubBoot) throws SQLException {
        return spans(rows, hubBoot)::at;
    }

    /** A boot of the hub on the wall clock. */
    @FunctionalInterface
    public interface Boot {
        Span at(long up);
    }

    private record Open(long fromUp, long toUp, long wallMinusUpMs) {

        boolean goesOn(long up, long wallMinusUp) {
            return up - toUp <= UNWATCHED_MS_MAX && Math.abs(wallMinusUp - wallMinusUpMs) <= STEP_MS;
        }
    }

    private Optional<Open> open(Rows rows) throws SQLException {
        return rows.one(
                "SELECT from_up, to_up, wall_minus_up_ms FROM hub_span WHERE hub_boot = ? AND ended = 0",
                row -> new Open(row.number("from_up"), row.number("to_up"), row.number("wall_minus_up_ms")),
                clock.boot());
    }

    private static TrustedSpans spans(Rows rows, BootId hubBoot) throws SQLException {
        return new TrustedSpans(rows.list(
                "SELECT from_up, to_up, wall_minus_up_ms FROM hub_span WHERE hub_boot = ? ORDER BY from_up",
                row -> new TrustedSpans.Stretch(
                        row.number("from_up"), row.number("to_up"), row.number("wall_minus_up_ms")),
                hubBoot));
    }
}
