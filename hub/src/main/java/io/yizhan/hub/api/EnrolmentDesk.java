package io.yizhan.hub.api;

import io.yizhan.protocol.command.Reply;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.StaffId;
import java.util.Optional;

/** How the interface has a person led through an enrolment. */
public interface EnrolmentDesk {

    /** Records that the finger is wanted, and orders the reader to lead the person. */
    Start start(StaffId staff, DeviceId device);

    /** How far the reader is; empty when nobody is being led. */
    Optional<Reply.Step> step(EnrolmentId enrolment);

    /** What came of it. */
    sealed interface Start {

        record Begun(EnrolmentId enrolment) implements Start {}

        /** @param why no consent, no such reader, no room; for people */
        record Refused(String why) implements Start {}

        /** The reader is not there now. */
        record Away() implements Start {}
    }
}
