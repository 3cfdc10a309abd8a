package io.yizhan.hub.book;

import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.journal.Chain;

/**
 * How far a journal is in the book.
 *
 * @param base what came up to here is not in the book
 * @param baseHash hash(base)
 * @param through everything from base + 1 to here is
 * @param hash hash(through)
 */
public record Watermark(DeviceId device, JournalId journal, long base, Hash baseHash, long through, Hash hash) {

    /** Of a journal that was never seen. */
    public static Watermark unseen(DeviceId device, JournalId journal) {
        Hash start = Chain.start(journal);
        return new Watermark(device, journal, 0, start, 0, start);
    }
}
