package io.yizhan.hub.book;

import org.jspecify.annotations.Nullable;

/**
 * A line of a terminal that is about to enter the book.
 *
 * @param line the bytes as they came, without LF
 * @param type the entry's type; null when the line cannot be read
 * @param fact what happened; null when it is not known here, or is not to be folded
 * @param fate what the follower made of it; {@link Fate#FOLDED} is tried, and may become {@link Fate#UNPROJECTED}
 * @param reason for people, with every fate but folded
 * @param origin {@code journal/seq/hash} of where the line first stood; null for most
 */
public record Placement(
        byte[] line,
        @Nullable String type,
        @Nullable Object fact,
        TrueTime time,
        Fate fate,
        @Nullable String reason,
        @Nullable String origin) {}
