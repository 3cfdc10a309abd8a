package io.yizhan.protocol.journal;

import io.yizhan.protocol.WireNumber;
import io.yizhan.protocol.id.BootId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a batch: which entries follow, what the terminal holds, and its uptime at the moment of sending
 * (ms).
 */
public record Header(
        JournalId journal,
        long from,
        Hash prev,
        long oldest,
        long last,
        BootId boot,
        long up,
        @Nullable Heard heard) {

    public Header {
        WireNumber.check("from", from, 1);
        WireNumber.check("oldest", oldest, 1);
        WireNumber.check("last", last, 0);
        WireNumber.check("up", up, 0);
    }
}
