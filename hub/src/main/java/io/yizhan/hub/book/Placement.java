package io.yizhan.hub.book;

import io.yizhan.protocol.id.Hash;
import org.jspecify.annotations.Nullable;

/**
 * A line of a terminal that is about to enter the book.
 *
 * @param hash the journal's hash at this line
 * @param line the bytes as they came, without LF
 * @param type the entry's type; null when the line cannot be read
 * @param fact what happened; null when it is not known here, or is not to be folded
 * @param fate what the follower made of it; {@link Fate#FOLDED} is tried, and may become {@link Fate#UNPROJECTED}
 * @param reason for people, with every fate but folded
 * @param origin {@code journal/seq/hash} of where the line first stood; null for most
 */
public record Placement(
        Hash hash,
        byte[] line,
        @Nullable String type,
        @Nullable Object fact,
        TrueTime time,
        Fate fate,
        @Nullable String reason,
        @Nullable String origin) {

    /** The same line, which the records do not allow. */
    Placement unprojected(@Nullable String why) {
        return new Placement(hash, line, type, fact, time, Fate.UNPROJECTED, why, origin);
    }
}
