package io.yizhan.hub.book;

import io.yizhan.hub.store.Row;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An entry that stands in the book and not in the records, until an admin has it applied again.
 *
 * @param type null when the line cannot be read
 * @param reason as it was judged last
 * @param line its bytes, whatever they are
 */
public record SetAside(
        DeviceId device,
        JournalId journal,
        long seq,
        Hash hash,
        TrueTime time,
        Fate fate,
        @Nullable String type,
        String reason,
        byte[] line) {

    /** Twice, so that the index of what is not folded serves. */
    private static final String OPEN =
            " FROM entry WHERE fate IN ('quarantined', 'unprojected', 'unknown') AND fate <> 'folded'";

    private static final String COLUMNS =
            "SELECT device, journal, seq, hash, at_ms, earliest_ms, latest_ms, time_source, flagged, fate, type,"
                    + " reason, line";

    /** The newest in the book first. */
    public static List<SetAside> list(Rows rows, int limit, int offset) throws SQLException {
        return rows.list(COLUMNS + OPEN + " ORDER BY position DESC LIMIT ? OFFSET ?", SetAside::read, limit, offset);
    }

    public static int count(Rows rows) throws SQLException {
        return Math.toIntExact(rows.number("SELECT count(*)" + OPEN));
    }

    /** Of one device, the oldest in the book first; behind them what only a newer program may be able to read. */
    static List<SetAside> ofDevice(Rows rows, DeviceId device, int limit) throws SQLException {
        return rows.list(
                COLUMNS + OPEN
                        + " AND device = ? ORDER BY CASE WHEN fate = 'unknown' OR type IS NULL THEN 1 ELSE 0 END, position"
                        + " LIMIT ?",
                SetAside::read,
                device,
                limit);
    }

    static int count(Rows rows, DeviceId device) throws SQLException {
        return Math.toIntExact(rows.number("SELECT count(*)" + OPEN + " AND device = ?", device));
    }

    /** How many entries of a device are set aside. */
    public record OfDevice(DeviceId device, int count) {}

    /** Devices of which any is set aside, by name. */
    public static List<OfDevice> devices(Rows rows) throws SQLException {
        return rows.list(
                "SELECT device, count(*) AS entries" + OPEN + " GROUP BY device ORDER BY device",
                row -> new OfDevice(new DeviceId(row.text("device")), Math.toIntExact(row.number("entries"))));
    }

    /** Empty when there is no such entry, or it is in the records. */
    public static Optional<SetAside> find(Rows rows, DeviceId device, JournalId journal, long seq) throws SQLException {
        return rows.one(
                COLUMNS + OPEN + " AND device = ? AND journal = ? AND seq = ?", SetAside::read, device, journal, seq);
    }

    /** The entries of the same journal after this one that the records did not allow, in their order. */
    List<SetAside> unprojectedAfter(Rows rows) throws SQLException {
        return rows.list(
                COLUMNS + OPEN + " AND fate = 'unprojected' AND device = ? AND journal = ? AND seq > ? ORDER BY seq",
                SetAside::read,
                device,
                journal,
                seq);
    }

    private static SetAside read(Row row) throws SQLException {
        @Nullable String reason = row.textOrNull("reason");
        return new SetAside(
                new DeviceId(row.text("device")),
                new JournalId(row.text("journal")),
                row.number("seq"),
                new Hash(row.text("hash")),
                EntryTimes.time(row),
                row.word("fate", Fate.class),
                row.textOrNull("type"),
                reason == null ? "" : reason,
                row.bytes("line"));
    }
}
