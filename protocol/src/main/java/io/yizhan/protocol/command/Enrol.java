package io.yizhan.protocol.command;

import io.yizhan.protocol.id.CommandId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.StaffId;
import java.time.OffsetDateTime;

/** Lead this person through an enrolment at this position. */
public record Enrol(CommandId command, OffsetDateTime at, EnrolmentId enrolment, StaffId staff, int position)
        implements Command {

    public Enrol {
        if (position < 0) {
            throw new IllegalArgumentException("position " + position + " is negative");
        }
    }
}
