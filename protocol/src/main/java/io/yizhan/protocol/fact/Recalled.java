package io.yizhan.protocol.fact;

import io.yizhan.protocol.id.CallId;

/** A ticket was called again. */
public record Recalled(CallId call) implements Fact {}
