package io.yizhan.terminal.station;

import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.journal.Batch;
import io.yizhan.protocol.journal.Line;
import io.yizhan.protocol.journal.LineFormat;
import io.yizhan.terminal.journal.Journal;
import io.yizhan.terminal.journal.JournalException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Each person's last punches at this reader, as it told them: a person who wonders whether this morning's counted sees
 * it with the hub away, too. Read back from the newest part of the journal at the start. One thread owns it.
 */
final class OwnPunches {

    /** Shown to the person who has just punched. */
    static final int SHOWN_MAX = 3;

    /** Read back: some days of a reader at which a hundred people punch. */
    static final int ENTRIES_READ_MAX = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(OwnPunches.class);

    private final LineFormat<Fact> format = LineFormat.ofTerminals();
    private final Map<StaffId, Deque<OwnPunch>> newestFirst = new HashMap<>();

    /** What this journal still knows. */
    static OwnPunches from(Journal journal) {
        OwnPunches own = new OwnPunches();
        try {
            long from = Math.max(journal.oldest(), journal.last() - ENTRIES_READ_MAX + 1);
            List<byte[]> lines = journal.read(from, Batch.ENTRIES_MAX, Batch.BYTES_MAX);
            while (!lines.isEmpty()) {
                lines.forEach(own::read);
                from += lines.size();
                lines = journal.read(from, Batch.ENTRIES_MAX, Batch.BYTES_MAX);
            }
        } catch (JournalException e) {
            LOG.atWarn().log("earlier punches cannot be shown: {}", e.getMessage());
        }
        return own;
    }

    /** This person has punched. */
    void punched(StaffId staff, OwnPunch punch) {
        Deque<OwnPunch> punches = newestFirst.computeIfAbsent(staff, any -> new ArrayDeque<>());
        punches.addFirst(punch);
        if (punches.size() > SHOWN_MAX) {
            punches.removeLast();
        }
    }

    /** The newest first, at most {@link #SHOWN_MAX}. */
    List<OwnPunch> lastOf(StaffId staff) {
        return List.copyOf(newestFirst.getOrDefault(staff, new ArrayDeque<>()));
    }

    private void read(byte[] bytes) {
        try {
            Line<Fact> line = format.read(bytes);
            if (line.fact() instanceof Punch punch) {
                punched(punch.staff(), new OwnPunch(line.at(), line.clock() == ClockTrust.SYNCED));
            }
        } catch (UnreadableException ignoredSinceTheHubSetsItAside) {
            // A line that nobody can read shows no punch.
        }
    }
}
