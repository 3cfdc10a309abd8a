package io.yizhan.hub.book;

import io.yizhan.hub.store.Row;
import io.yizhan.hub.store.RowReader;
import io.yizhan.hub.store.Rows;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.JournalId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of the book's entries as it stands there, whatever it holds: what reads it says what is wrong with it. */
record StoredEntry(
        long position,
        String device,
        String journal,
        long seq,
        String hash,
        byte[] line,
        @Nullable String type,
        long atMs,
        long earliestMs,
        long latestMs,
        String timeSource,
        boolean flagged,
        String fate) {

    /** Entries in memory at once: 2 MB of lines at the most. */
    private static final int PAGE = 256;

    private static final String SELECT =
            "SELECT position, device, journal, seq, hash, line, type, at_ms, earliest_ms, latest_ms, time_source, flagged,"
                    + " fate FROM entry";

    private static final RowReader<StoredEntry> READER = StoredEntry::read;

    /** What is done with each. */
    @FunctionalInterface
    interface Visitor {
        void visit(StoredEntry entry) throws SQLException;
    }

    /** Every entry in the order in which they came into the book. */
    static void each(Rows rows, Visitor visitor) throws SQLException {
        List<StoredEntry> page;
        long after = 0;
        do {
            page = rows.list(SELECT + " WHERE position > ? ORDER BY position LIMIT " + PAGE, READER, after);
            for (StoredEntry entry : page) {
                visitor.visit(entry);
                after = entry.position();
            }
        } while (!page.isEmpty());
    }

    /** The entries of one journal in their order. */
    static void eachOf(Rows rows, String device, String journal, Visitor visitor) throws SQLException {
        List<StoredEntry> page;
        long after = Long.MIN_VALUE;
        do {
            page = rows.list(
                    SELECT + " WHERE device = ? AND journal = ? AND seq > ? ORDER BY seq LIMIT " + PAGE,
                    READER,
                    device,
                    journal,
                    after);
            for (StoredEntry entry : page) {
                visitor.visit(entry);
                after = entry.seq();
            }
        } while (!page.isEmpty());
    }

    /**
     * The entries of the hub's journal of this type, in the order in which they came; the type is in the text for its
     * index.
     */
    static void eachOfType(Rows rows, String type, Visitor visitor) throws SQLException {
        List<StoredEntry> page;
        long after = 0;
        do {
            page = rows.list(
                    SELECT + " WHERE type = '" + type + "' AND device = ? AND position > ? ORDER BY position LIMIT "
                            + PAGE,
                    READER,
                    DeviceId.HUB,
                    after);
            for (StoredEntry entry : page) {
                visitor.visit(entry);
                after = entry.position();
            }
        } while (!page.isEmpty());
    }

    static Optional<StoredEntry> find(Rows rows, DeviceId device, JournalId journal, long seq) throws SQLException {
        return rows.one(SELECT + " WHERE device = ? AND journal = ? AND seq = ?", READER, device, journal, seq);
    }

    static StoredEntry at(Rows rows, long position) throws SQLException {
        return rows.one(SELECT + " WHERE position = ?", READER, position).orElseThrow();
    }

    /** For projections that look at entries again: at those whose time is uncertain. */
    void copyTo(Tx tx) throws SQLException {
        tx.update(
                "INSERT INTO entry (position, device, journal, seq, hash, line, type, at_ms, earliest_ms, latest_ms,"
                        + " time_source, flagged, fate) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT DO NOTHING",
                position,
                device,
                journal,
                seq,
                hash,
                line,
                type,
                atMs,
                earliestMs,
                latestMs,
                timeSource,
                flagged,
                fate);
    }

    /** Where it stands, for people. */
    String place() {
        return device + " " + journal + " #" + seq;
    }

    private static StoredEntry read(Row row) throws SQLException {
        return new StoredEntry(
                row.number("position"),
                row.text("device"),
                row.text("journal"),
                row.number("seq"),
                row.text("hash"),
                row.bytes("line"),
                row.textOrNull("type"),
                row.number("at_ms"),
                row.number("earliest_ms"),
                row.number("latest_ms"),
                row.text("time_source"),
                row.flag("flagged"),
                row.text("fate"));
    }
}
