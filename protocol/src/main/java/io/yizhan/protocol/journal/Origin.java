package io.yizhan.protocol.journal;

import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;

/** Where a line first stood, before a journal was begun anew. */
public record Origin(JournalId journal, long seq, Hash hash) {

    public Origin {
        if (seq < 1) {
            throw new IllegalArgumentException("origin seq " + seq + " is below 1");
        }
    }
}
