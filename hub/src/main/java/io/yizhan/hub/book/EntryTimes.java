package io.yizhan.hub.book;

import io.yizhan.hub.store.Row;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.journal.Line;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The times of entries as the hub's own journal has settled them: the authority, also over an entry that comes again.
 */
public final class EntryTimes {

    private EntryTimes() {}

    /** Whether any entry from {@code from} to {@code through} was settled before. */
    public static boolean anyRecorded(Rows rows, DeviceId device, JournalId journal, long from, long through)
            throws SQLException {
        return rows.number(
                        "SELECT count(*) FROM timed_range WHERE device = ? AND journal = ? AND from_seq <= ?"
                                + " AND through_seq >= ?",
                        device,
                        journal,
                        through,
                        from)
                > 0;
    }

    /**
     * The time that was settled for this entry; empty when none was, or when it was settled for another line at this
     * place.
     *
     * @param line null when it cannot be read
     */
    public static Optional<TrueTime> recorded(
            Rows rows, DeviceId device, JournalId journal, long seq, Hash hash, @Nullable Line<?> line)
            throws SQLException {
        Optional<TrueTime> listed = rows.one(
                "SELECT at_ms, earliest_ms, latest_ms, time_source, flagged FROM timed_entry"
                        + " WHERE device = ? AND journal = ? AND seq = ? AND hash IN (?, '') LIMIT 1",
                EntryTimes::time,
                device,
                journal,
                seq,
                BatchTimed.Settled.start(hash));
        if (listed.isPresent()) {
            return listed;
        }
        if (line == null || line.clock() != ClockTrust.SYNCED || !anyRecorded(rows, device, journal, seq, seq)) {
            return Optional.empty();
        }
        return Optional.of(TrueTime.exactly(line.at().toInstant()));
    }

    /**
     * The time of an entry of the hub's own journal that is read again, as it had it at first. One that tells the time
     * of its own too is the first to know it.
     *
     * @param notBefore the earliest of the entry before it; {@link TrueTime#NO_EARLIEST} for the first
     */
    public static TrueTime ofDecision(
            Rows rows, JournalId journal, long seq, Hash hash, Line<?> line, Instant notBefore) throws SQLException {
        Instant wall = line.at().toInstant();
        if (line.clock() == ClockTrust.SYNCED) {
            return TrueTime.exactly(wall);
        }
        if (line.fact() instanceof BatchTimed timed && timed.journal().equals(journal)) {
            for (BatchTimed.Settled settled : timed.settled()) {
                if (settled.seq() == seq) {
                    return settled.time();
                }
            }
        }
        return recorded(rows, DeviceId.HUB, journal, seq, hash, line)
                .orElseGet(() -> HallTime.unknown(wall, notBefore));
    }

    /**
     * As records keep it under this name: from the columns {@code NAME_ms}, {@code NAME_earliest_ms} and
     * {@code NAME_latest_ms}, where null bounds stand for a moment; null where there is none.
     */
    public static @Nullable TrueTime kept(Row row, String name) throws SQLException {
        Instant at = row.instantOrNull(name + "_ms");
        return at == null
                ? null
                : TrueTime.kept(at, row.instantOrNull(name + "_earliest_ms"), row.instantOrNull(name + "_latest_ms"));
    }

    /** The same, where it cannot be absent. */
    public static TrueTime keptAlways(Row row, String name) throws SQLException {
        return TrueTime.kept(
                row.instant(name + "_ms"),
                row.instantOrNull(name + "_earliest_ms"),
                row.instantOrNull(name + "_latest_ms"));
    }

    /**
     * From the columns {@code at_ms}, {@code earliest_ms}, {@code latest_ms}, {@code time_source} and {@code flagged}.
     */
    public static TrueTime time(Row row) throws SQLException {
        return new TrueTime(
                row.instant("at_ms"),
                row.instant("earliest_ms"),
                row.instant("latest_ms"),
                row.word("time_source", TrueTime.Source.class),
                row.flag("flagged"));
    }
}
