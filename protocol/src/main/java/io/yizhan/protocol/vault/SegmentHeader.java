package io.yizhan.protocol.vault;

import io.yizhan.protocol.id.HallId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.StoreId;

/**
 * The first line of a segment, readable by anybody.
 *
 * @param store the hub's database that shipped it, and its epoch then
 * @param from the number of the first entry
 * @param prev hash(from − 1)
 * @param lock {@link RecoveryLock#text} of the key that opens it
 * @param opening {@link Seal#opening}, base64
 */
public record SegmentHeader(
        int format,
        HallId hall,
        StoreId store,
        long epoch,
        JournalId journal,
        long from,
        Hash prev,
        String lock,
        String opening) {

    public static final int FORMAT = 1;
}
