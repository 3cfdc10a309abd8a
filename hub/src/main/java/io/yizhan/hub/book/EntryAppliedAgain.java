package io.yizhan.hub.book;

import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.JournalId;

/**
 * An admin had an entry judged again that stood outside of the records, and now it is in them: from this decision on,
 * however late that is in its journal. Where the entry comes into the book after this decision, it needs none.
 *
 * @param by the account
 */
public record EntryAppliedAgain(DeviceId device, JournalId journal, long seq, String by) implements HubFact {

    public EntryAppliedAgain {
        if (seq < 1 || device.isHub()) {
            throw new IllegalArgumentException("entry " + seq + " of " + device + " is none of a terminal");
        }
    }
}
