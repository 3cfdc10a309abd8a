package io.yizhan.hub.queue;

import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.ServiceId;
import org.jspecify.annotations.Nullable;

/**
 * A service is offered from now on, or is not.
 *
 * @param by the account that recorded it; null in entries of older versions
 */
public record ServiceSwitched(
        ServiceId service, boolean open, @Nullable String by) implements HubFact {}
