package io.yizhan.terminal.journal;

import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.journal.Chain;
import io.yizhan.terminal.journal.Tables.Entry;
import java.util.List;
import java.util.function.LongSupplier;

/** The journal that is made ready beside the one in use, in the same file, and takes its place in one commit. */
final class Successor {

    /** Entries that are copied in one commit, so that an append waits for milliseconds only. */
    private static final int CHUNK_ENTRIES = 500;

    private final Storage storage;
    private final Renumbering renumbering;
    private long copied;

    private Successor(Storage storage, Renumbering renumbering, long copied) {
        this.storage = storage;
        this.renumbering = renumbering;
        this.copied = copied;
    }

    /** @param before the number before the first entry that it takes over */
    static Successor begin(Storage storage, Renumbering renumbering, long before) throws JournalException {
        storage.commit(tables -> {
            tables.dropPrepared();
            tables.createEntries(Tables.ENTRY_ANEW);
        });
        return new Successor(storage, renumbering, before);
    }

    /** All entries but the newest few, while others are appended. */
    void copyAlmost(LongSupplier last) throws JournalException {
        while (copied + CHUNK_ENTRIES < last.getAsLong()) {
            copy();
        }
    }

    /** The rest, and the change; only while nobody else writes. */
    Extent succeed(JournalId id, long last) throws JournalException {
        while (copied < last) {
            copy();
        }
        storage.commit(tables -> {
            tables.replaceEntries();
            tables.forgetAcked();
            Extent.write(tables, id, 0, Chain.start(id));
        });
        return new Extent(id, 1, Chain.start(id), renumbering.seq(), renumbering.hash(), 0, 0);
    }

    /** What was copied goes: the room that it takes is what the next entries need. */
    static void giveUp(Storage storage, JournalException why) {
        try {
            storage.commit(Tables::dropPrepared);
        } catch (JournalException e) { // the next start drops it, or the next try
            why.addSuppressed(e);
        }
    }

    private void copy() throws JournalException {
        List<Entry> entries =
                storage.read(tables -> tables.entries(copied + 1, CHUNK_ENTRIES, Integer.MAX_VALUE)).stream()
                        .map(renumbering::next)
                        .toList();
        storage.commit(tables -> {
            for (Entry entry : entries) {
                tables.insert(Tables.ENTRY_ANEW, entry);
            }
        });
        copied += entries.size();
    }
}
