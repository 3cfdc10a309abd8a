package io.yizhan.hub.staff;

import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.StaffId;
import java.time.Instant;

/**
 * A finger at a reader: what is wanted, and how far the reader is.
 *
 * @param name of the person
 */
public record Enrolment(
        EnrolmentId enrolment,
        StaffId staff,
        String name,
        DeviceId device,
        int position,
        Stage stage,
        Instant wantedAt) {

    /** How far it is. */
    public enum Stage {
        /** The reader should have it, and has not said that it has. */
        WANTED,
        /** The reader said that it has it. */
        CONFIRMED,
        /** It should go, and the reader has not said that it is gone: its position is nobody else's. */
        DELETING,
        /** The reader said that it is gone. */
        GONE;

        static Stage of(boolean withdrawn, boolean standing, boolean deleted) {
            if (withdrawn) {
                return deleted ? GONE : DELETING;
            }
            return standing ? CONFIRMED : WANTED;
        }
    }
}
