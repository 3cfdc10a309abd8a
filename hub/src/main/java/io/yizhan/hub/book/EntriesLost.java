package io.yizhan.hub.book;

import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;

/**
 * Entries that never arrived, because their device no longer holds them: the journal goes on after a gap.
 *
 * @param from the first lost
 * @param through the last lost: the journal's new base
 * @param hash hash(through), as the device says: the chain goes on from it
 */
public record EntriesLost(DeviceId device, JournalId journal, long from, long through, Hash hash) implements HubFact {

    public EntriesLost {
        if (from < 1 || through < from) {
            throw new IllegalArgumentException("a loss from " + from + " to " + through + " is none");
        }
    }
}
