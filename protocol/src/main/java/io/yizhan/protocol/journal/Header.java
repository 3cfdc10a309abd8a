package io.yizhan.protocol.journal;

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
        if (from < 1 || oldest < 1 || last < 0 || up < 0) {
            throw new IllegalArgumentException(
                    "header numbers: from %d and oldest %d must be at least 1, last %d and up %d at least 0"
                            .formatted(from, oldest, last, up));
        }
    }
}
