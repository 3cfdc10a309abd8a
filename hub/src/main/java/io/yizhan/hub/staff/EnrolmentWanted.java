package io.yizhan.hub.staff;

import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.StaffId;
import org.jspecify.annotations.Nullable;

/**
 * A finger of this person should stand at this position of this reader.
 *
 * @param copyOf the first enrolment of the same finger, whose template is to be brought here; null where the person is
 *     led at this reader
 */
public record EnrolmentWanted(
        EnrolmentId enrolment,
        StaffId staff,
        DeviceId device,
        int position,
        @Nullable EnrolmentId copyOf) implements HubFact {

    public EnrolmentWanted {
        if (position < 0) {
            throw new IllegalArgumentException("position " + position + " is negative");
        }
    }
}
