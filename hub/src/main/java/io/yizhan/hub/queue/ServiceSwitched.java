package io.yizhan.hub.queue;

import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.ServiceId;

/** A service is offered from now on, or is not. */
public record ServiceSwitched(ServiceId service, boolean open) implements HubFact {}
