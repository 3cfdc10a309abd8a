package io.yizhan.hub.book;

import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When the entries of a batch happened, settled once and never computed again. An entry that is not listed happened
 * when its line says.
 */
public record BatchTimed(DeviceId device, JournalId journal, long from, long through, List<Settled> settled)
        implements HubFact {

    /** Settled times in one entry of the hub's journal: so many fit its 8,192 bytes. */
    public static final int SETTLED_MAX = 50;

    public BatchTimed {
        settled = List.copyOf(settled);
        if (from < 1 || through < from || settled.size() > SETTLED_MAX) {
            throw new IllegalArgumentException("entries " + from + " to " + through + " with " + settled.size()
                    + " settled times: expected from ≥ 1, through ≥ from, at most " + SETTLED_MAX + " times");
        }
    }

    /**
     * The time of one entry, milliseconds since 1970.
     *
     * @param hash the start of hash(seq), which tells this entry from another one at its place in a forked journal;
     *     null for an entry of the hub, whose own journal does not fork
     */
    public record Settled(
            long seq,
            @Nullable String hash,
            long at,
            long earliest,
            long latest,
            TrueTime.Source source,
            boolean flagged) {

        private static final int HASH_CHARACTERS = 16;

        public static Settled of(long seq, @Nullable Hash hash, TrueTime time) {
            return new Settled(
                    seq,
                    hash == null ? null : start(hash),
                    time.at().toEpochMilli(),
                    time.earliest().toEpochMilli(),
                    time.latest().toEpochMilli(),
                    time.source(),
                    time.flagged());
        }

        /** So much of a hash as is written here. */
        static String start(Hash hash) {
            return hash.text().substring(0, HASH_CHARACTERS);
        }

        TrueTime time() {
            return new TrueTime(
                    Instant.ofEpochMilli(at),
                    Instant.ofEpochMilli(earliest),
                    Instant.ofEpochMilli(latest),
                    source,
                    flagged);
        }
    }
}
