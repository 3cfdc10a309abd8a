package io.yizhan.hub.desk;

import io.yizhan.protocol.command.Command;
import io.yizhan.protocol.command.Reply;
import io.yizhan.protocol.id.DeviceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far an order is, as its device has told.
 *
 * @param step null until the device has replied
 * @param code why it failed, one of the protocol's words
 * @param at of the newest step, or of the order
 */
public record OrderProgress(
        DeviceId device,
        Command order,
        Reply.@Nullable Step step,
        @Nullable String code,
        Instant at) {

    /** Whether nothing more will come. */
    public boolean ended() {
        return step != null && step.ends();
    }
}
