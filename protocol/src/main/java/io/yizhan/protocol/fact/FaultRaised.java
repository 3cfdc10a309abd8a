package io.yizhan.protocol.fact;

import org.jspecify.annotations.Nullable;

/** A part of a station does not work. */
public record FaultRaised(
        String part, String kind, @Nullable String detail) implements Fact {}
