package io.yizhan.hub.follower;

import io.yizhan.hub.book.HubFact;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.JournalId;
import java.util.List;

/**
 * When the entries of a batch happened, settled once and never computed again. An entry that is not listed happened when its line
 * says.
 */
public record BatchTimed(DeviceId device, JournalId journal, long from, long through, List<Settled> settled)
        implements HubFact {

    /** Settled times in one entry of the hub's journal: so many fit its 8,192 bytes. */
    static final int SETTLED_MAX = 60;

    public BatchTimed {
        settled = List.copyOf(settled);
    }

    /** The time of one entry, milliseconds since 1970. */
    public record Settled(long seq, long at, long earliest, long latest, TrueTime.Source source, boolean flagged) {

        static Settled of(long seq, TrueTime time) {
            return new Settled(
                    seq,
                    time.at().toEpochMilli(),
                    time.earliest().toEpochMilli(),
                    time.latest().toEpochMilli(),
                    time.source(),
                    time.flagged());
        }
    }
}
