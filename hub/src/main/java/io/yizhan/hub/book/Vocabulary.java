package io.yizhan.hub.book;

import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.journal.Line;
import io.yizhan.protocol.journal.LineFormat;
import java.util.List;

/** Reads the lines that stand in the book: the hub's own and the terminals'. Immutable, for any thread. */
final class Vocabulary {

    private final LineFormat<Fact> terminals = LineFormat.ofTerminals();
    private final LineFormat<HubFact> hub;

    /** @param facts the records that the hub's own journal may hold, of all domains */
    Vocabulary(List<Class<? extends HubFact>> facts) {
        this.hub = LineFormat.of(facts);
    }

    LineFormat<HubFact> hub() {
        return hub;
    }

    Line<?> line(DeviceId device, byte[] line) throws UnreadableException {
        return device.isHub() ? hub.read(line) : terminals.read(line);
    }

    /**
     * What an entry says.
     *
     * @throws UnreadableException when this version cannot read it, or its row does not fit its line
     */
    Object fact(StoredEntry stored) throws UnreadableException {
        try {
            Line<?> line = line(new DeviceId(stored.device()), stored.line());
            Object fact = line.fact();
            if (fact == null) {
                throw new UnreadableException("entry type \"" + line.type() + "\" version " + line.v()
                        + " is not known to this version of the hub: use the one that wrote it, or a newer one");
            }
            if (!line.type().equals(stored.type())) {
                throw new UnreadableException(
                        "its row says type \"" + stored.type() + "\", its line \"" + line.type() + "\"");
            }
            return fact;
        } catch (IllegalArgumentException e) {
            throw new UnreadableException("its row holds what cannot be: " + e.getMessage(), e);
        }
    }

    /** The entry as the projections see it, at this time; fails as {@link #fact} does. */
    Entry entry(StoredEntry stored, TrueTime time) throws UnreadableException {
        Object fact = fact(stored);
        try {
            return new Entry(
                    new DeviceId(stored.device()),
                    new JournalId(stored.journal()),
                    stored.seq(),
                    new Hash(stored.hash()),
                    time,
                    fact);
        } catch (IllegalArgumentException e) {
            throw new UnreadableException("its row holds what cannot be: " + e.getMessage(), e);
        }
    }
}
