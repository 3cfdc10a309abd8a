package io.yizhan.protocol.fact;

import org.jspecify.annotations.Nullable;

/** It works again. */
public record FaultCleared(
        String part, String kind, @Nullable String detail) implements Fact {}
