package io.yizhan.protocol.fact;

import io.yizhan.protocol.clock.ClockTrust;

/** The terminal started. */
public record Booted(String version, ClockTrust clock) implements Fact {}
