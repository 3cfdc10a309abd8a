package io.yizhan.terminal.journal;

import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.journal.Chain;
import io.yizhan.protocol.journal.LineFormat;
import io.yizhan.protocol.journal.Origin;

/** Makes a new journal's entries from an old one's: numbered from 1, chained anew, each with where it first stood. */
final class Renumbering {

    private final LineFormat<Fact> format;
    private final JournalId old;
    private Hash hash;
    private long seq;

    Renumbering(LineFormat<Fact> format, JournalId old, JournalId fresh) {
        this.format = format;
        this.old = old;
        hash = Chain.start(fresh);
    }

    /** The new journal's next entry; a line that already has an origin keeps it. */
    Tables.Entry next(Tables.Entry entry) {
        byte[] line = format.withOrigin(entry.line(), new Origin(old, entry.seq(), entry.hash()));
        hash = Chain.next(hash, line);
        seq++;
        return new Tables.Entry(seq, line, hash);
    }

    /** The hash of the newest entry made; hash(0) before the first. */
    Hash hash() {
        return hash;
    }

    /** The number of the newest entry made; 0 before the first. */
    long seq() {
        return seq;
    }
}
