package io.yizhan.hub.vault;

import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.journal.Batch;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A journal that this hub writes, or wrote before it was restored; they follow one another in their numbers.
 *
 * @param base the number before its first
 * @param through the number of its last
 */
record HubJournal(JournalId id, long base, Hash baseHash, long through, Hash hash) {

    /** What a header may take of a batch. */
    private static final int HEADER_BYTES_MAX = 1_024;

    /** The oldest first; the last one is being written. */
    static List<HubJournal> all(Rows rows) throws SQLException {
        return rows.list(
                "SELECT journal, base, base_hash, through, hash FROM journal WHERE device = ? ORDER BY base, through",
                row -> new HubJournal(
                        new JournalId(row.text("journal")),
                        row.number("base"),
                        new Hash(row.text("base_hash")),
                        row.number("through"),
                        new Hash(row.text("hash"))),
                DeviceId.HUB);
    }

    /** hash(seq), of what it holds or begins with. */
    Hash hash(Rows rows, long seq) throws SQLException {
        if (seq == base) {
            return baseHash;
        }
        return rows.one(
                        "SELECT hash FROM entry WHERE device = ? AND journal = ? AND seq = ?",
                        row -> new Hash(row.text("hash")),
                        DeviceId.HUB,
                        id,
                        seq)
                .orElseThrow(() -> new SQLException("the hub's journal " + id + " lacks its entry " + seq));
    }

    /** As many lines from this number on as one batch takes. */
    List<byte[]> lines(Rows rows, long from) throws SQLException {
        List<byte[]> lines = new ArrayList<>();
        int bytes = HEADER_BYTES_MAX;
        for (byte[] line : rows.list(
                "SELECT line FROM entry WHERE device = ? AND journal = ? AND seq >= ? ORDER BY seq LIMIT ?",
                row -> row.bytes("line"),
                DeviceId.HUB,
                id,
                from,
                Batch.ENTRIES_MAX)) {
            bytes += line.length + 1;
            if (bytes > Batch.BYTES_MAX) {
                break;
            }
            lines.add(line);
        }
        return lines;
    }
}
