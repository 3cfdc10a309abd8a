package io.yizhan.protocol.journal;

import io.yizhan.protocol.id.BootId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.StoreId;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The hub's answer to a batch, after its commit: everything through {@code through} is kept. Boot, up (ms) and at are
 * the hub's when it is sent.
 */
public record Ack(
        @Nullable JournalId journal,
        @Nullable Long from,
        @Nullable Long through,
        @Nullable Hash hash,
        Verdict verdict,
        StoreId store,
        long epoch,
        BootId boot,
        long up,
        OffsetDateTime at,
        @Nullable Integer retryMs) {

    /** The longest pause that a busy hub may ask for. */
    public static final int RETRY_MS_MAX = 60_000;

    public Ack {
        if ((from != null && from < 1) || (through != null && through < 0) || epoch < 1 || up < 0) {
            throw new IllegalArgumentException(
                    "ack numbers: from %s and epoch %d must be at least 1, through %s and up %d at least 0"
                            .formatted(from, epoch, through, up));
        }
        if (retryMs != null && (retryMs < 0 || retryMs > RETRY_MS_MAX)) {
            throw new IllegalArgumentException("retry_ms " + retryMs + " is outside 0–" + RETRY_MS_MAX);
        }
    }
}
