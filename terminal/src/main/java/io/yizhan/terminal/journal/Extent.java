package io.yizhan.terminal.journal;

import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.terminal.journal.Tables.Entry;
import java.sql.SQLException;

/**
 * From where to where a journal stands.
 *
 * @param baseHash the hash of the entry before the oldest
 * @param ackedDay the day of the newest acknowledgement of this run, days since 1970; 0 before the first
 */
record Extent(JournalId id, long oldest, Hash baseHash, long last, Hash lastHash, long acked, long ackedDay) {

    static Extent read(Tables tables) throws SQLException {
        JournalId id = new JournalId(tables.meta(JournalFile.META_JOURNAL).orElseThrow());
        long base = Long.parseLong(tables.meta(JournalFile.META_BASE_SEQ).orElseThrow());
        Hash baseHash = new Hash(tables.meta(JournalFile.META_BASE_HASH).orElseThrow());
        long last = tables.lastSeq(base);
        Hash lastHash = last == base ? baseHash : tables.hash(last).orElseThrow();
        long acked = Math.max(base, tables.acked()); // what was let go had been acknowledged
        return new Extent(id, base + 1, baseHash, last, lastHash, acked, 0);
    }

    static void write(Tables tables, JournalId id, long base, Hash baseHash) throws SQLException {
        tables.meta(JournalFile.META_JOURNAL, id.text());
        tables.meta(JournalFile.META_BASE_SEQ, Long.toString(base));
        tables.meta(JournalFile.META_BASE_HASH, baseHash.text());
    }

    /** How many entries are held. */
    long entries() {
        return last - oldest + 1;
    }

    Extent with(Entry entry) {
        return new Extent(id, oldest, baseHash, entry.seq(), entry.hash(), acked, ackedDay);
    }

    Extent acknowledged(long through, long day) {
        return new Extent(id, oldest, baseHash, last, lastHash, through, day);
    }

    Extent released(long through, Hash hash) {
        return new Extent(id, through + 1, hash, last, lastHash, acked, ackedDay);
    }
}
