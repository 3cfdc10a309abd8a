package io.yizhan.protocol.command;

import io.yizhan.protocol.id.CommandId;
import java.time.OffsetDateTime;

/** Show which device this is, for so many seconds. */
public record Identify(CommandId command, OffsetDateTime at, int seconds) implements Command {

    /** The longest that a device shows which one it is. */
    public static final int SECONDS_MAX = 600;

    public Identify {
        if (seconds < 1 || seconds > SECONDS_MAX) {
            throw new IllegalArgumentException("seconds " + seconds + " is outside 1–" + SECONDS_MAX);
        }
    }
}
