package io.yizhan.hub.desk;

import io.yizhan.protocol.id.CommandId;
import io.yizhan.protocol.id.DeviceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A test page that was ordered of a kiosk's printer, and what came of it.
 *
 * @param code why it failed, one of the protocol's words
 * @param at when this outcome was heard of; of an awaited one, when it was ordered
 */
public record TestPage(
        DeviceId device,
        CommandId order,
        Outcome outcome,
        @Nullable String code,
        Instant at) {

    /** What is known of the paper. */
    public enum Outcome {
        AWAITED,

        /** The printer said that it was done. */
        PRINTED,

        /** It is not printed, or nobody can say whether it is: {@code code} tells. */
        FAILED,

        /** The device has not said anything in time. */
        NO_ANSWER
    }
}
