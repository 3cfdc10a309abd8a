package io.yizhan.hub.book;

import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.journal.Line;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The times that the hub's own journal gives the entries of a book, while they are folded anew in the order in which
 * they came. The rows of the entries only repeat them. One for each fold.
 */
final class SettledTimes {

    private final Vocabulary vocabulary;
    private final Rows folded;
    private final Map<String, Last> lastOfHub = new HashMap<>();

    /** @param folded where {@link TimesProjection} has folded what came before */
    SettledTimes(Vocabulary vocabulary, Rows folded) {
        this.vocabulary = vocabulary;
        this.folded = folded;
    }

    /** The hub's entry before; without a clock none is earlier than it. */
    private record Last(long seq, Instant earliest) {}

    /** Its time; empty where the hub's journal tells none. The hub's own entries are asked for once, in their order. */
    Optional<TrueTime> of(StoredEntry stored) throws SQLException, UnreadableException {
        try {
            DeviceId device = new DeviceId(stored.device());
            JournalId journal = new JournalId(stored.journal());
            Hash hash = new Hash(stored.hash());
            Line<?> line = line(device, stored);
            return device.isHub()
                    ? Optional.of(ofHub(journal, stored.seq(), hash, line))
                    : EntryTimes.recorded(folded, device, journal, stored.seq(), hash, line);
        } catch (IllegalArgumentException e) {
            throw new UnreadableException("its row holds what cannot be: " + e.getMessage(), e);
        }
    }

    private TrueTime ofHub(JournalId journal, long seq, Hash hash, @Nullable Line<?> line) throws SQLException {
        Last last = lastOfHub.get(journal.text());
        Instant before = last != null && last.seq == seq - 1 ? last.earliest : TrueTime.NO_EARLIEST;
        TrueTime time = line == null
                ? TrueTime.guessed(before, before, TrueTime.NO_LATEST, false)
                : EntryTimes.ofDecision(folded, journal, seq, hash, line, before);
        lastOfHub.put(journal.text(), new Last(seq, time.earliest()));
        return time;
    }

    private @Nullable Line<?> line(DeviceId device, StoredEntry stored) {
        try {
            return vocabulary.line(device, stored.line());
        } catch (UnreadableException setAside) {
            return null;
        }
    }
}
