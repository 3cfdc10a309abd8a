package io.yizhan.hub.follower;

import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.journal.Line;
import io.yizhan.protocol.journal.LineFormat;
import org.jspecify.annotations.Nullable;

/**
 * A line on its way into the book.
 *
 * @param hash hash(seq), if what stands before its batch is what the batch's header says
 * @param line null when it cannot be read, and {@code unreadable} says why
 */
record ReadLine(
        long seq,
        Hash hash,
        byte[] bytes,
        @Nullable Line<Fact> line,
        @Nullable String unreadable) {

    private static final LineFormat<Fact> LINES = LineFormat.ofTerminals();

    static ReadLine of(long seq, Hash hash, byte[] bytes) {
        try {
            return new ReadLine(seq, hash, bytes, LINES.read(bytes), null);
        } catch (UnreadableException e) {
            return new ReadLine(seq, hash, bytes, null, e.getMessage());
        }
    }
}
