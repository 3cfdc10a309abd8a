package io.yizhan.protocol.journal;

import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.id.BootId;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a journal, read. Its bytes are what is stored and hashed: never write a line again from this.
 *
 * @param <F> the family of facts: a terminal's, or the hub's decisions
 * @param v the version of the entry type, 1 or more
 * @param at wall time as the writer knew it
 * @param up milliseconds since {@code boot}
 * @param fact what happened; null when this version knows no such type or {@code v}: kept as it is, unprojected
 */
public record Line<F>(
        int v,
        String type,
        OffsetDateTime at,
        ClockTrust clock,
        BootId boot,
        long up,
        @Nullable Origin origin,
        @Nullable F fact) {

    /** The version of every entry type that is written today. */
    public static final int V = 1;

    /** The longest line, without its LF. */
    public static final int BYTES_MAX = 8_192;

    /** The longest line that has an origin. */
    public static final int BYTES_MAX_WITH_ORIGIN = 8_448;

    public Line {
        if (v < 1 || up < 0 || type.isEmpty()) {
            throw new IllegalArgumentException(
                    "a line needs v ≥ 1, up ≥ 0 and a type: v %d, up %d, type \"%s\"".formatted(v, up, type));
        }
    }
}
