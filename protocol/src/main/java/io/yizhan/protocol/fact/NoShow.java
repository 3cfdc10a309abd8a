package io.yizhan.protocol.fact;

import io.yizhan.protocol.id.CallId;

/** Nobody came. */
public record NoShow(CallId call) implements Fact {}
