package io.yizhan.hub.staff;

import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.StaffId;

/** A finger of this person should stand at this position of this reader. */
public record EnrolmentWanted(EnrolmentId enrolment, StaffId staff, DeviceId device, int position) implements HubFact {

    public EnrolmentWanted {
        if (position < 0) {
            throw new IllegalArgumentException("position " + position + " is negative");
        }
    }
}
