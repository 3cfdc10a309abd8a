package io.yizhan.hub.book;

import io.yizhan.hub.store.Row;
import io.yizhan.hub.store.RowReader;
import io.yizhan.hub.store.Rows;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.JournalId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

    /** Its time, as its row has it. */
    TrueTime time() throws UnreadableException {
        try {
            return new TrueTime(
                    Instant.ofEpochMilli(atMs),
                    Instant.ofEpochMilli(earliestMs),
                    Instant.ofEpochMilli(latestMs),
                    TrueTime.Source.valueOf(timeSource.toUpperCase(Locale.ROOT)),
                    flagged);
        } catch (IllegalArgumentException e) {
            throw new UnreadableException("its row holds what cannot be: " + e.getMessage(), e);
        }
    }

    /** The columns of its row that say another time than this. */
    List<String> columnsOtherThan(TrueTime time) {
        List<String> columns = new ArrayList<>();
        if (atMs != time.at().toEpochMilli()) {
            columns.add("at_ms");
        }
        if (earliestMs != time.earliest().toEpochMilli()) {
            columns.add("earliest_ms");
        }
        if (latestMs != time.latest().toEpochMilli()) {
            columns.add("latest_ms");
        }
        if (!timeSource.equals(Json.wireName(time.source()))) {
            columns.add("time_source");
        }
        if (flagged != time.flagged()) {
            columns.add("flagged");
        }
        return columns;
    }

    /** Writes this time into its row. */
    void retime(Tx tx, TrueTime time) throws SQLException {
        tx.update(
                "UPDATE entry SET at_ms = ?, earliest_ms = ?, latest_ms = ?, time_source = ?, flagged = ?"
                        + " WHERE position = ?",
                time.at(),
                time.earliest(),
                time.latest(),
                time.source(),
                time.flagged(),
                position);
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
