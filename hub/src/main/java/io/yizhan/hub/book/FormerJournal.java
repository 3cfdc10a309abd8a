package io.yizhan.hub.book;

import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.journal.Chain;
import io.yizhan.protocol.journal.Line;
import io.yizhan.protocol.journal.LineFormat;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Brings a journal of the hub back into its book, entry by entry as they were. */
final class FormerJournal {

    private static final String UNKNOWN_HERE = "a newer hub wrote it, before this one was restored";

    private final Book book;
    private final LineFormat<HubFact> hubLines;

    FormerJournal(Book book, LineFormat<HubFact> hubLines) {
        this.book = book;
        this.hubLines = hubLines;
    }

    /** A decision without a trusted clock has its time from the entries before it, so they are entered first. */
    Watermark adopt(Tx tx, Watermark mark, List<byte[]> lines) throws SQLException {
        Watermark now = mark;
        List<Placement> waiting = new ArrayList<>();
        Hash hash = mark.hash();
        Instant before = HallTime.earliest(tx, mark);
        for (byte[] bytes : lines) {
            hash = Chain.next(hash, bytes);
            Line<HubFact> line;
            try {
                line = hubLines.read(bytes);
            } catch (UnreadableException e) {
                TrueTime sometime = TrueTime.guessed(before, before, TrueTime.NO_LATEST, false);
                waiting.add(new Placement(hash, bytes, null, null, sometime, Fate.QUARANTINED, e.getMessage(), null));
                continue;
            }
            if (line.clock() != ClockTrust.SYNCED && !waiting.isEmpty()) {
                now = place(tx, now, waiting);
                waiting = new ArrayList<>();
            }
            long seq = now.through() + waiting.size() + 1;
            TrueTime time = EntryTimes.ofDecision(tx, mark.journal(), seq, hash, line, before);
            before = time.earliest();
            HubFact fact = line.fact();
            waiting.add(
                    fact == null
                            ? new Placement(hash, bytes, line.type(), null, time, Fate.UNKNOWN, UNKNOWN_HERE, null)
                            : new Placement(hash, bytes, line.type(), fact, time, Fate.FOLDED, null, null));
        }
        return place(tx, now, waiting);
    }

    private Watermark place(Tx tx, Watermark mark, List<Placement> placements) throws SQLException {
        boolean begins = !placements.isEmpty()
                && placements.getFirst().fact() instanceof HubRestored
                && book.watermark(tx, mark.device(), mark.journal()).through() == 0;
        return book.place(tx, begins ? Book.moveTo(tx, mark, mark.through(), mark.hash()) : mark, placements);
    }
}
