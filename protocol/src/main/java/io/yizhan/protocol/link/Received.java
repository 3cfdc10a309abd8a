package io.yizhan.protocol.link;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A message that arrived.
 *
 * @param retained whether the broker had kept it, so that it is older than this subscription
 * @param correlation correlation data as text; null when there is none
 * @param expiry what is left of the message's expiry; null when it has none
 * @param arrivedMs this machine's uptime when the callback got it, milliseconds, see {@link
 *     io.yizhan.protocol.clock.MachineClock#upMs()}
 */
public record Received(
        String topic,
        byte[] payload,
        boolean retained,
        @Nullable String correlation,
        @Nullable Duration expiry,
        long arrivedMs) {}
