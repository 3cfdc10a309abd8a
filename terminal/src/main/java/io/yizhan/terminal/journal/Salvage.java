package io.yizhan.terminal.journal;

import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.journal.Chain;
import io.yizhan.protocol.journal.LineFormat;
import io.yizhan.terminal.journal.Tables.Entry;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Carries into a new journal what still reads of one that is set aside: its entries, with their origin, and its notes.
 */
final class Salvage {

    private static final int CHUNK_ENTRIES = 500;

    /** After so many unreadable numbers in a row there is nothing more to hope for. */
    private static final int UNREADABLE_MAX = 10_000;

    private final Tables old;
    private final Optional<JournalId> known;
    private final Tables fresh;
    private final JournalId id;
    private final LineFormat<Fact> format;

    /** @param known the old one's id where it need not be read */
    Salvage(Tables old, Optional<JournalId> known, Tables fresh, JournalId id, LineFormat<Fact> format) {
        this.old = old;
        this.known = known;
        this.fresh = fresh;
        this.id = id;
        this.format = format;
    }

    /** @return how many entries were carried over */
    long carry() throws SQLException {
        Optional<JournalId> journal =
                known.or(() -> readable(() -> old.meta(JournalFile.META_JOURNAL).map(JournalId::new))
                        .flatMap(found -> found));
        if (journal.isEmpty()) {
            return 0;
        }
        for (var note : readable(() -> old.notes("")).orElse(Map.of()).entrySet()) {
            fresh.note(new Note(note.getKey(), note.getValue()));
        }
        Renumbering renumbering = new Renumbering(format, journal.get(), id);
        long seq = readable(() -> old.firstSeq(1)).orElse(1L);
        int unreadable = 0;
        Optional<Entry> before = Optional.empty();
        while (unreadable < UNREADABLE_MAX) {
            Optional<List<Entry>> chunk = read(seq);
            if (chunk.isEmpty()) {
                seq++;
                unreadable++;
                continue;
            }
            if (chunk.get().isEmpty()) {
                break;
            }
            for (Entry entry : chunk.get()) {
                if (follows(before, entry)) {
                    fresh.insert(Tables.ENTRY, renumbering.next(entry));
                }
                before = Optional.of(entry);
                seq = entry.seq() + 1;
            }
            unreadable = 0;
        }
        return renumbering.seq();
    }

    private Optional<List<Entry>> read(long from) {
        return readable(() -> old.entries(from, CHUNK_ENTRIES, Integer.MAX_VALUE))
                .or(() -> readable(() -> old.entries(from, 1, Integer.MAX_VALUE)));
    }

    /**
     * A line whose hash doesn't follow from its neighbour's is not what was once recorded: it stays in the old file.
     */
    private static boolean follows(Optional<Entry> before, Entry entry) {
        return before.isEmpty()
                || before.get().seq() + 1 != entry.seq()
                || Chain.next(before.get().hash(), entry.line()).equals(entry.hash());
    }

    private static <T> Optional<T> readable(Reading<T> reading) {
        try {
            return Optional.of(reading.read());
        } catch (SQLException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    private interface Reading<T> {
        T read() throws SQLException;
    }
}
