package io.yizhan.protocol.fact;

import io.yizhan.protocol.id.CallId;

/** The service at this counter is done. */
public record Finished(CallId call) implements Fact {}
