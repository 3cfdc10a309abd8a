package io.yizhan.protocol.command;

import io.yizhan.protocol.id.CommandId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.StaffId;
import java.time.OffsetDateTime;

/** The clerk's page: as if the key were pressed. */
public record Counter(CommandId command, OffsetDateTime at, CounterId counter, Action action, StaffId staff)
        implements Command {

    /** The keys of a counter. */
    public enum Action {
        SIGN_IN,
        SIGN_OUT,
        OPEN,
        NEXT,
        RECALL,
        NO_SHOW,
        FINISH,
        START_RATING,
        PAUSE
    }
}
